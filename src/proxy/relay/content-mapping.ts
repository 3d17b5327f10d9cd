import { DocumentRewriter } from "../../body/document-rewriter.ts";
import { BodyPipeline, type BodySink } from "../../body/pipeline.ts";
import type { Stage } from "../../body/stage.ts";
import type { Limits } from "../../limits.ts";
import { firstValue } from "../../message/raw-fields.ts";
import type { OutgoingRequest } from "../routing/outgoing-request.ts";
import { PassThrough } from "./pass-through.ts";

/** Maps the content of one request on its way to the upstream. */
export class ContentMapping {
  readonly #request: OutgoingRequest;
  readonly #limits: Readonly<Limits>;
  #rewriter: DocumentRewriter | undefined;

  constructor(request: OutgoingRequest, limits: Readonly<Limits>) {
    this.#request = request;
    this.#limits = limits;
  }

  /**
   * Whether all of the content is collected before the request is sent. Mapping changes its length, and many applications
   * read no content without one. Content that is larger, or came without a length, is sent in chunks as it comes.
   */
  get isCollected(): boolean {
    const { content, received } = this.#request;
    const length = firstValue(received, "content-length");
    return content?.rewrites === true && length !== undefined && Number(length) <= this.#limits.collectedContentBytes;
  }

  /** Creates the stage through which the content goes to the upstream. */
  open(sink: BodySink): Stage {
    const { content, inward: scope, route, received } = this.#request;
    if (!content?.rewrites) return new PassThrough(sink);
    const { codings } = content;
    const limits = this.#limits;
    const field = (name: string) => firstValue(received, name);
    this.#rewriter = new DocumentRewriter(content, { scope, options: route.options, limits, field });
    return new BodyPipeline({ rewriter: this.#rewriter, decode: codings, encode: codings, limits }, sink);
  }

  /** "rewritten", or why the content passed unchanged; undefined if there was none, or it passed without `forms`. */
  get outcome(): string | undefined {
    const { content, route } = this.#request;
    if (!content) return undefined;
    if (!content.rewrites) return route.options.forms ? content.reason : undefined;
    return this.#rewriter?.passReason ?? "rewritten";
  }
}
