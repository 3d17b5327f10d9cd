import type { HtmlContext } from "../html/context.ts";
import { joined, latin1Of } from "../latin1.ts";
import { DEFAULT_LIMITS, type Limits } from "../limits.ts";
import type { ResolvedRewriteOptions } from "../options.ts";
import { HEAD_BYTES, lengthPrefixedFormat, mayTell } from "../text/length-prefixed.ts";
import type { Scope } from "../url/scope.ts";
import { type ByteRewriter, CharsetRewriter } from "./byte-rewriter.ts";
import { type DocumentType, embeddedDocument } from "./media-types.ts";
import type { OutputHolder } from "./output-memory.ts";

/** What the head says about the body. */
export interface DocumentHead {
  readonly mediaType: string;
  /** The charset parameter of Content-Type, if any. */
  readonly label: string | undefined;
  readonly document: DocumentType;
}

export interface DocumentSettings {
  readonly scope: Scope;
  readonly options: ResolvedRewriteOptions;
  /** Markup that is put at the start of an HTML document. Default none. */
  readonly opening?: HtmlContext["opening"];
  /** Which inline blocks the response's content security policy names by hash. Default none. */
  readonly hashed?: HtmlContext["hashed"];
  readonly limits?: Pick<Limits, "pendingTokenBytes">;
  /** A field of the request or the response, by its name in lower case. Default: no fields. */
  readonly field?: (name: string) => string | undefined;
}

/** Rewrites the decoded bytes of one body. Its first bytes tell whether its format counts chars; then it passes unchanged. */
export class DocumentRewriter implements ByteRewriter {
  readonly #head: DocumentHead;
  readonly #field: (name: string) => string | undefined;
  readonly #rewriter: CharsetRewriter;
  /** The first bytes, held back; undefined once the format is known. */
  #first: Uint8Array | undefined = NOTHING;
  #isLengthPrefixed = false;
  #overruns = 0;

  constructor(head: DocumentHead, settings: DocumentSettings) {
    const { document, label } = head;
    const context = documentContext(settings, () => this.#overruns++);
    this.#head = head;
    this.#field = settings.field ?? (() => undefined);
    this.#rewriter = new CharsetRewriter(document.rewriter(context), { label, format: document.format });
  }

  /** Why the body, or the rest of it, passes unchanged; undefined if it is rewritten. */
  get passReason(): "length-prefixed" | "charset" | undefined {
    if (this.#isLengthPrefixed) return "length-prefixed";
    return this.#rewriter.isUnreadable ? "charset" : undefined;
  }

  /** How many tokens passed unread because they were longer than `pendingTokenBytes`. */
  get overruns(): number {
    return this.#overruns;
  }

  get isWaiting(): boolean {
    return this.#first === undefined ? this.#rewriter.isWaiting : this.#first.length > 0;
  }

  get holdsChunks(): boolean {
    return this.isWaiting || this.#rewriter.holdsChunks;
  }

  write(chunk: Uint8Array, holder?: OutputHolder): Uint8Array {
    if (this.#first === undefined) return this.#pass(chunk, holder);
    const first = joined(this.#first, chunk);
    const head = headOf(first);
    if (!mayTell(head)) return this.#start(first, head, holder);
    this.#first = first;
    return NOTHING;
  }

  flush(): Uint8Array {
    if (this.#first === undefined || this.#first.length === 0) return this.#rewriter.flush();
    return joined(this.#start(this.#first), this.#rewriter.flush());
  }

  end(): Uint8Array {
    const start = this.#first === undefined ? NOTHING : this.#start(this.#first);
    return this.#isLengthPrefixed ? start : joined(start, this.#rewriter.end());
  }

  #start(first: Uint8Array, head = headOf(first), holder?: OutputHolder): Uint8Array {
    this.#first = undefined;
    const { mediaType } = this.#head;
    this.#isLengthPrefixed = lengthPrefixedFormat({ mediaType, head, field: this.#field }) !== undefined;
    return this.#pass(first, holder);
  }

  #pass(chunk: Uint8Array, holder?: OutputHolder): Uint8Array {
    return this.#isLengthPrefixed ? chunk : this.#rewriter.write(chunk, holder);
  }
}

function headOf(first: Uint8Array): string {
  return latin1Of(first.subarray(0, HEAD_BYTES));
}

/** @param onOverrun see {@link HtmlContext.onOverrun} */
export function documentContext(settings: DocumentSettings, onOverrun: () => void): HtmlContext {
  const { scope, options, opening, hashed = NONE_HASHED, limits = DEFAULT_LIMITS } = settings;
  const context: HtmlContext = {
    scope,
    options,
    hashed,
    opening,
    pendingTokenBytes: limits.pendingTokenBytes,
    onOverrun,
    depth: 0,
    embedded: (mediaType) => embeddedDocument(mediaType, context),
  };
  return context;
}

const NOTHING = new Uint8Array();
const NONE_HASHED = { scripts: false, styles: false } as const;
