import { bufferOf, joined } from "../latin1.ts";
import { type TextRewriter, writeAsText } from "../text-rewriter.ts";
import { ByteSplices } from "./byte-splices.ts";
import { type CharsetHints, findCharset } from "./charsets/charset.ts";
import type { TextView } from "./charsets/text-view.ts";
import { LATIN1_VIEW, textViewOf } from "./charsets/text-views.ts";
import type { Allocate } from "./output-memory.ts";

/** Rewrites the bytes of one body. Each method returns the output that is decided so far; it may be empty. */
export interface ByteRewriter {
  /**
   * Takes the next chunk. Returns the same object if the chunk passes unchanged.
   *
   * @param allocate memory for the output; called at most once
   */
  write(chunk: Uint8Array, allocate?: Allocate): Uint8Array;
  /** Decides what was held back for more bytes, because none come for now. */
  flush(): Uint8Array;
  end(): Uint8Array;
  /** Whether a `flush` would return bytes. */
  readonly isWaiting: boolean;
  /** Whether chunks it was given may still be read by later calls. A chunk that was returned is none of them. */
  readonly holdsChunks: boolean;
}

/**
 * Rewrites the bytes of a text in any charset. Up to 1024 bytes are held back to find out which. A text in a charset that
 * cannot be read passes unchanged.
 */
export class CharsetRewriter implements ByteRewriter {
  readonly #rewriter: TextRewriter;
  readonly #hints: CharsetHints;
  #head: Uint8Array = NOTHING;
  #charset: string | undefined;
  #view: TextView | undefined;

  constructor(rewriter: TextRewriter, hints: CharsetHints) {
    this.#rewriter = rewriter;
    this.#hints = hints;
  }

  /** The name of the text's encoding; undefined until it is known. */
  get charset(): string | undefined {
    return this.#charset;
  }

  /** Whether the text, or the rest of it, passes unchanged because its charset cannot be read. */
  get isUnreadable(): boolean {
    return this.#charset !== undefined && (!this.#view || this.#view.isBroken);
  }

  get isWaiting(): boolean {
    return this.#head.length > 0;
  }

  get holdsChunks(): boolean {
    return this.isWaiting || (this.#view !== undefined && this.#view !== LATIN1_VIEW);
  }

  write(chunk: Uint8Array, allocate?: Allocate): Uint8Array {
    if (this.#charset !== undefined) return this.#rewrite(chunk, allocate);
    return this.#start(joined(this.#head, chunk), false, allocate);
  }

  flush(): Uint8Array {
    return this.isWaiting ? this.#start(this.#head, true) : NOTHING;
  }

  end(): Uint8Array {
    const start = this.flush();
    if (!this.#view || this.#view.isBroken) return start;
    return joined(start, joined(this.#view.encode(this.#rewriter.end()), this.#view.tail()));
  }

  #start(head: Uint8Array, mustDecide: boolean, allocate?: Allocate): Uint8Array {
    this.#charset = findCharset(head, this.#hints, mustDecide);
    this.#head = this.#charset === undefined ? head : NOTHING;
    if (this.#charset === undefined) return NOTHING;
    this.#view = textViewOf(this.#charset);
    return this.#rewrite(head, allocate);
  }

  #rewrite(chunk: Uint8Array, allocate: Allocate = Buffer.allocUnsafe): Uint8Array {
    const view = this.#view;
    if (!view || view.isBroken) return chunk;
    if (view === LATIN1_VIEW) return this.#splice(chunk, allocate);
    const rewritten = this.#rewriter.write(view.decode(chunk));
    return view.isBroken ? joined(view.encode(rewritten + this.#rewriter.end()), view.tail()) : view.encode(rewritten);
  }

  #splice(chunk: Uint8Array, allocate: Allocate): Uint8Array {
    const bytes = bufferOf(chunk);
    const splices = new ByteSplices(bytes, allocate);
    if (this.#rewriter.writeBytes) this.#rewriter.writeBytes(bytes, splices.add);
    else writeAsText(this.#rewriter, bytes, splices.add);
    const output = splices.apply();
    return output === bytes ? chunk : output;
  }
}

const NOTHING = new Uint8Array();
