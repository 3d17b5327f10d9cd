import type { IncomingHttpHeaders } from "node:http";
import { DocumentRewriter } from "../../body/document-rewriter.ts";
import { BodyPipeline, type BodySink } from "../../body/pipeline.ts";
import { type BodyPlan, planBody } from "../../body/plan.ts";
import type { Stage } from "../../body/stage.ts";
import { namesRewritten } from "../../headers/entity-tag.ts";
import { mapResponseFields, type ResponseFieldContext } from "../../headers/response-fields.ts";
import type { OpeningMarkup } from "../../html/opening.ts";
import { withContentLengthOf } from "../../message/framing.ts";
import { firstValue } from "../../message/raw-fields.ts";
import { trailerFields } from "../../message/trailer-fields.ts";
import type { ShimAddress } from "../../shim/shim.ts";
import { policyHashes } from "../../values/csp/policy-hashes.ts";
import type { OutgoingRequest } from "../routing/outgoing-request.ts";
import type { Site } from "../site.ts";
import { pageOpening } from "./page-opening.ts";
import { PassThrough } from "./pass-through.ts";

/** A final response's head, as read by undici. */
export interface ResponseHead {
  readonly status: number;
  /** By name in lower case. */
  readonly headers: IncomingHttpHeaders;
  /** Names and values in turn, as received. */
  readonly fields: readonly string[];
}

/**
 * Maps the responses to one request: interim responses, the final one, its content and its trailers. Fields are names and
 * values in turn, and are never changed in place.
 */
export class ResponseMapping {
  readonly #request: OutgoingRequest;
  readonly #site: Site;
  #isBodyChanged = false;
  #plan: BodyPlan | undefined;
  #rewriter: DocumentRewriter | undefined;
  #opening: OpeningMarkup | undefined;

  constructor(request: OutgoingRequest, site: Site) {
    this.#request = request;
    this.#site = site;
  }

  interim(status: number, raw: readonly string[]): string[] {
    return withContentLengthOf(status, mapResponseFields(raw, this.#context));
  }

  /**
   * Whether the final response is a part (206) of a body that would be rewritten. Then the whole must be requested. If the
   * request had content, it is gone and cannot be sent again, so the part passes unchanged.
   */
  needsWhole(head: ResponseHead): boolean {
    const { method, content } = this.#request;
    const isPart = head.status === 206 && method === "GET" && content === undefined;
    return isPart && this.#planFor({ ...head, status: 200 }).rewrites;
  }

  final(head: ResponseHead): string[] {
    this.#plan = this.#planFor(head);
    this.#isBodyChanged = this.#describesRewritten(head, this.#plan);
    if (this.#request.shim) this.#opening = this.#openingOf(head, this.#request.shim);
    const fields = withContentLengthOf(head.status, mapResponseFields(head.fields, this.#context));
    return this.#opening ? [...fields, "Vary", "Sec-Fetch-Dest"] : fields;
  }

  /** Creates the stage through which the final response's content goes to the client. */
  body(head: ResponseHead, sink: BodySink): Stage {
    if (!this.#plan?.rewrites) return new PassThrough(sink);
    const { codings } = this.#plan;
    const { scope, route } = this.#request;
    const { limits } = this.#site;
    const hashed = policyHashes(valuesOf(head, "content-security-policy"));
    const field = (name: string) => firstValue(this.#request.received, name) ?? valuesOf(head, name)[0];
    const opening = this.#opening;
    this.#rewriter = new DocumentRewriter(this.#plan, {
      scope,
      options: route.options,
      opening,
      hashed,
      limits,
      field,
    });
    return new BodyPipeline({ rewriter: this.#rewriter, decode: codings, encode: codings, limits }, sink);
  }

  /** None for a client that does not announce that it reads trailers (RFC 9110 section 6.5.1). */
  trailers(raw: readonly string[]): readonly string[] {
    if (raw.length === 0 || !this.#request.acceptsTrailers) return NONE;
    return mapResponseFields(trailerFields(raw), this.#context);
  }

  /** "rewritten", or why the content passed unchanged; undefined without a final response. */
  get outcome(): string | undefined {
    if (!this.#plan) return undefined;
    if (!this.#plan.rewrites) return this.#plan.reason;
    return this.#rewriter?.passReason ?? "rewritten";
  }

  /** How many tokens of the content were too long, and passed unread. */
  get overruns(): number {
    return this.#rewriter?.overruns ?? 0;
  }

  get #context(): ResponseFieldContext {
    const { scope, route, shim } = this.#request;
    const { responseRules: rules, tagSuffix } = route;
    return { rules, tagSuffix, scope, bodyChanged: this.#isBodyChanged, script: this.#opening && shim?.url };
  }

  #planFor(head: ResponseHead, method = this.#request.method): BodyPlan {
    const { path, route } = this.#request;
    const values = (name: string) => valuesOf(head, name);
    return planBody({ method, status: head.status, path, values }, route.options, this.#site.limits);
  }

  /** For HTML documents that are rewritten, and for a HEAD or 304 response that describes one. */
  #openingOf(head: ResponseHead, shim: ShimAddress): OpeningMarkup | undefined {
    if (!this.#isBodyChanged) return undefined;
    const plan = this.#planFor(head, "GET");
    const isPage = head.status === 304 || (plan.rewrites && plan.document.syntax === "html");
    return isPage ? pageOpening(shim, valuesOf(head, "content-security-policy"), this.#request.received) : undefined;
  }

  /** The response to HEAD describes that to GET; a 304 describes the representation that the client has. */
  #describesRewritten(head: ResponseHead, { rewrites }: BodyPlan): boolean {
    if (head.status === 304) return namesRewritten(this.#request.received, this.#request.route.tagSuffix);
    return this.#request.method === "HEAD" ? this.#planFor(head, "GET").rewrites : rewrites;
  }
}

function valuesOf({ headers }: ResponseHead, name: string): readonly string[] {
  const value = headers[name];
  if (value === undefined) return NONE;
  return typeof value === "string" ? [value] : value;
}

const NONE: readonly string[] = [];
