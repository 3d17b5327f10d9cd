import type { Dispatcher } from "undici";
import { ReoriginError } from "../../errors.ts";
import { isBrokenConnection, isOurOwn, isStaleConnection } from "../../upstream/error-code.ts";
import type { OriginServer } from "../../upstream/origin-server.ts";
import type { Obstacle } from "../../upstream/upstream.ts";
import { isRepeatable, type OutgoingRequest, withContentLength, withoutRange } from "../routing/outgoing-request.ts";
import type { RequestBody } from "./request-body.ts";

type Controller = Dispatcher.DispatchController;

/**
 * The attempts to have one request answered: by a server of its upstream, and once more where that does no harm. At most one
 * is under way, and its server is released once, whatever becomes of it.
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

  /** @param openContent called for each attempt: undici destroys what it was given of a request that fails, read or not */
  constructor(request: OutgoingRequest, openContent: () => RequestBody | null, handler: Dispatcher.DispatchHandler) {
    this.#openContent = openContent;
    this.#handler = handler;
    this.#request = request;
    this.#content = openContent();
  }

  get content(): RequestBody | null {
    return this.#content;
  }

  /** The name of the server that was tried last; undefined before the first. */
  get origin(): string | undefined {
    return this.#origin;
  }

  /**
   * @param contentBytes how much content there is, where that is known only now
   * @returns why nobody can take the request; undefined when it is on its way
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

  /** The request has a connection. */
  connected(controller: Controller): void {
    this.#controller = controller;
  }

  /** Something of an answer is there. */
  responding(): void {
    this.#isAnswered = true;
  }

  /** @param status of a final response, or 101 */
  answered(status: number): void {
    this.#server?.answered(status);
  }

  /** The fields of an answer, and the cookie of the server that gave it where the client does not have that yet. */
  withSession(fields: string[]): string[] {
    const { bound, mount, route } = this.#request;
    const { sticky } = route.upstream;
    if (!sticky || !this.#server || this.#server === bound) return fields;
    return [...fields, "Set-Cookie", sticky.fieldFor(this.#server, mount)];
  }

  /** Gives up the part that came. Once: what is a part of nothing passes as it is. */
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

  /** @param controller of an event; null for that of a request that never had a connection */
  isPast(controller: Controller | null): boolean {
    return controller !== null && controller !== this.#controller;
  }

  /**
   * Lets somebody else try, after an attempt that came to nothing (RFC 9110 section 9.2.2, RFC 9112 section 9.3.1).
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

  /** An upstream connection whose response nobody reads would be held for ever. */
  abort(): void {
    if (this.#server) this.#controller?.abort(new ReoriginError("ERR_CLIENT_ABORTED", "The client went away"));
  }

  /** The attempt is over. */
  release(): void {
    this.#server?.release();
    this.#server = undefined;
  }
}
