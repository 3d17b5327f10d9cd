import { DocumentRewriter } from "../../body/document-rewriter.ts";
import { BodyPipeline, type BodySink } from "../../body/pipeline.ts";
import type { Stage } from "../../body/stage.ts";
import type { Limits } from "../../limits.ts";
import { firstValue } from "../../message/raw-fields.ts";
import type { OutgoingRequest } from "../routing/outgoing-request.ts";
import { PassThrough } from "./pass-through.ts";

/** What the content of one request becomes on its way to the upstream. */
export class ContentMapping {
  readonly #request: OutgoingRequest;
  readonly #limits: Readonly<Limits>;
  #rewriter: DocumentRewriter | undefined;

  constructor(request: OutgoingRequest, limits: Readonly<Limits>) {
    this.#request = request;
    this.#limits = limits;
  }

  /**
   * Whether all of the content is to be there before the request is sent. Only then is its length known, and many an
   * application reads no content without a length; what is larger, or came without a length itself, is sent as it comes.
   */
  get isCollected(): boolean {
    const { content, received } = this.#request;
    const length = firstValue(received, "content-length");
    return content?.rewrites === true && length !== undefined && Number(length) <= this.#limits.collectedContentBytes;
  }

  /** Opens the way of the content to the upstream. */
  open(sink: BodySink): Stage {
    const { content, inward: scope, route, received } = this.#request;
    if (!content?.rewrites) return new PassThrough(sink);
    const { codings } = content;
    const limits = this.#limits;
    const field = (name: string) => firstValue(received, name);
    this.#rewriter = new DocumentRewriter(content, { scope, options: route.options, limits, field });
    return new BodyPipeline({ rewriter: this.#rewriter, decode: codings, encode: codings, limits }, sink);
  }

  /** "rewritten", or the reason why the content passed as it was; undefined where nobody asks for it to be mapped. */
  get outcome(): string | undefined {
    const { content, route } = this.#request;
    if (!content) return undefined;
    if (!content.rewrites) return route.options.forms ? content.reason : undefined;
    return this.#rewriter?.passReason ?? "rewritten";
  }
}
