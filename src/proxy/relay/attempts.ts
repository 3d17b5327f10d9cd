import type { Dispatcher } from "undici";
import { ReoriginError } from "../../errors.ts";
import { isBrokenConnection, isOurOwn, isStaleConnection } from "../../upstream/error-code.ts";
import type { OriginServer } from "../../upstream/origin-server.ts";
import type { Obstacle } from "../../upstream/upstream.ts";
import { isRepeatable, type OutgoingRequest, withContentLength, withoutRange } from "../routing/outgoing-request.ts";
import type { RequestBody } from "./request-body.ts";

type Controller = Dispatcher.DispatchController;

/**
 * The attempts to send one request to a server of its upstream. A failed attempt is repeated once, if that does no harm. At
 * most one attempt is under way. Its server is released exactly once.
 */
export class Attempts {
  readonly #openContent: () => RequestBody | null;
  readonly #handler: Dispatcher.DispatchHandler;
  #request: OutgoingRequest;
  #content: RequestBody | null;
  #origin: string | undefined;
  #server: OriginServer | undefined;
  #controller: Controller | undefined;
  #isAnswered = false;
  #isRetry = false;
  #asksForWhole = false;

  /** @param openContent called for each attempt, because undici destroys the content of a request that fails, read or not */
  constructor(request: OutgoingRequest, openContent: () => RequestBody | null, handler: Dispatcher.DispatchHandler) {
    this.#openContent = openContent;
    this.#handler = handler;
    this.#request = request;
    this.#content = openContent();
  }

  get content(): RequestBody | null {
    return this.#content;
  }

  /** The origin of the server that was tried last; undefined before the first attempt. */
  get origin(): string | undefined {
    return this.#origin;
  }

  /**
   * @param contentBytes the content's length, once it has been collected
   * @returns why no server can take the request; undefined when it is on its way
   */
  begin(contentBytes?: number): Obstacle | undefined {
    if (contentBytes !== undefined) this.#request = withContentLength(this.#request, contentBytes);
    const { bound, route } = this.#request;
    const server = route.upstream.pick(bound);
    if (!server) return route.upstream.obstacle ?? "overload";
    this.#send(server);
    return undefined;
  }

  #send(server: OriginServer): void {
    const { method, path, headers, upgrade = null } = this.#request;
    this.#server = server;
    this.#origin = server.origin;
    this.#controller = undefined;
    server.dispatch({ method, path, headers: headers as string[], body: this.#content, upgrade }, this.#handler);
  }

  /**
   * undici has a connection for the request and begins to write it. If it does so twice, an HTTP/2 server had not begun with
   * the request (RFC 9113 section 8.7), and that was the retry.
   */
  connected(controller: Controller): void {
    if (this.#controller) this.#isRetry = true;
    this.#controller = controller;
  }

  /** The first bytes of a response have come. From here on, the request is not retried. */
  responding(): void {
    this.#isAnswered = true;
  }

  /** @param status of a final response, or 101 */
  answered(status: number): void {
    this.#server?.answered(status);
  }

  /** The fields of a response, plus the sticky-session cookie of its server if the client does not have it yet. */
  withSession(fields: string[]): string[] {
    const { bound, mount, route } = this.#request;
    const { sticky } = route.upstream;
    if (!sticky || !this.#server || this.#server === bound) return fields;
    return [...fields, "Set-Cookie", sticky.fieldFor(this.#server, mount)];
  }

  /** Drops the partial response and sends the request again, without Range. Once only: a second 206 passes unchanged. */
  askForWhole(): boolean {
    if (this.#asksForWhole || !this.#server) return false;
    this.#asksForWhole = true;
    const [part, server] = [this.#controller, this.#server];
    this.release();
    this.#controller = undefined;
    this.#request = withoutRange(this.#request);
    part?.abort(new ReoriginError("ERR_UPSTREAM_ABORTED", "The whole is asked for"));
    this.#send(server);
    return true;
  }

  /**
   * Whether an event belongs to an earlier attempt.
   *
   * @param controller of the event; null if the request never had a connection
   */
  isPast(controller: Controller | null): boolean {
    return controller !== null && controller !== this.#controller;
  }

  /**
   * Sends the request again after an attempt without a response, if that is allowed (RFC 9110 section 9.2.2, RFC 9112 section
   * 9.3.1).
   *
   * @returns whether the request is on its way again
   */
  again(error: Error): boolean {
    this.#server?.failed(error, this.#controller !== undefined);
    const next = this.#serverAfter(error);
    this.release();
    if (!next) return false;
    this.#isRetry = true;
    this.#content?.destroy();
    this.#content = this.#openContent();
    this.#send(next);
    return true;
  }

  #serverAfter(error: Error): OriginServer | undefined {
    if (!this.#server || this.#isAnswered || this.#isRetry) return undefined;
    const wasSent = this.#controller !== undefined;
    const isHarmless = wasSent
      ? isBrokenConnection(error) && isRepeatable(this.#request)
      : !isOurOwn(error) && this.#content?.isUntouched !== false;
    return isHarmless ? this.#request.route.upstream.pickAgain(this.#server, isStaleConnection(error)) : undefined;
  }

  resume(): void {
    this.#controller?.resume();
  }

  /** Without this, a response that nobody reads would hold its upstream connection for ever. */
  abort(): void {
    if (this.#server) this.#controller?.abort(new ReoriginError("ERR_CLIENT_ABORTED", "The client went away"));
  }

  /** The attempt is over. */
  release(): void {
    this.#server?.release();
    this.#server = undefined;
  }
}
