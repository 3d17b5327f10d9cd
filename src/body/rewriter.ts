import { ReoriginError } from "../errors.ts";
import { DEFAULT_REWRITE_OPTIONS, type EngineName, type RewriteOptions, resolveRewriteOptions } from "../options.ts";
import type { UrlMap } from "../url/map.ts";
import { Scope } from "../url/scope.ts";
import type { ByteRewriter } from "./byte-rewriter.ts";
import { parseContentType } from "./content-type.ts";
import { DocumentRewriter } from "./document-rewriter.ts";
import { documentType } from "./media-types.ts";

export interface RewriterOptions {
  /** All applications; the document may name any of them. */
  readonly map: UrlMap;
  /** The document's Content-Type, with parameters. Default "text/html". */
  readonly type?: string;
  /** The internal URL of the document. Default: the first route's internal URL. */
  readonly base?: string | undefined;
  /** HTML parser. Default: `options.engine`. */
  readonly engine?: EngineName | undefined;
  /** What is rewritten. Default: see {@link RewriteOptions}. */
  readonly options?: RewriteOptions;
}

/** Rewrites one document. Chunks may be split anywhere. */
export interface Rewriter {
  /** @throws {ReoriginError} ERR_DEAD after `end`, or after an error */
  write(chunk: Uint8Array): void;
  /** @throws {ReoriginError} ERR_DEAD after `end`, or after an error */
  end(): void;
}

/**
 * Creates a rewriter for one document, internal to public. Documents of a media type without known URLs, or in an unknown
 * charset, pass unchanged.
 *
 * @param sink receives the rewritten bytes in order. It is called within `write` and `end`, never with an empty chunk.
 * @throws {ReoriginError} ERR_CONFIG for an unknown option or engine
 */
export function createRewriter(settings: RewriterOptions, sink: (bytes: Uint8Array) => void): Rewriter {
  const { engine = settings.options?.engine ?? DEFAULT_REWRITE_OPTIONS.engine } = settings;
  const options = resolveRewriteOptions({ ...settings.options, engine });
  const { mediaType, charset } = parseContentType(settings.type ?? "text/html");
  const document = documentType(mediaType, settings.base && URL.parse(settings.base)?.pathname);
  const isRewritten = document !== undefined && options[document.family];
  if (!isRewritten) return new SinkRewriter(UNCHANGED, sink);
  const scope = new Scope(settings.map, "toPublic", settings.base);
  const head = { mediaType, label: charset, document };
  return new SinkRewriter(new DocumentRewriter(head, { scope, options }), sink);
}

class SinkRewriter implements Rewriter {
  readonly #rewriter: ByteRewriter;
  readonly #sink: (bytes: Uint8Array) => void;
  #isDead = false;

  constructor(rewriter: ByteRewriter, sink: (bytes: Uint8Array) => void) {
    this.#rewriter = rewriter;
    this.#sink = sink;
  }

  write(chunk: Uint8Array): void {
    this.#run("write to", () => this.#rewriter.write(chunk));
  }

  end(): void {
    this.#run("end", () => this.#rewriter.end());
    this.#isDead = true;
  }

  /** If the step or the sink throws, the rewriter is dead. */
  #run(action: string, step: () => Uint8Array): void {
    if (this.#isDead) throw new ReoriginError("ERR_DEAD", `Cannot ${action} the rewriter: it has ended`);
    this.#isDead = true;
    const bytes = step();
    if (bytes.length > 0) this.#sink(bytes);
    this.#isDead = false;
  }
}

const UNCHANGED: ByteRewriter = {
  write: (chunk) => chunk,
  flush: () => new Uint8Array(),
  end: () => new Uint8Array(),
  isWaiting: false,
  holdsChunks: false,
};
