import type { IncomingHttpHeaders } from "node:http";
import type { Socket } from "node:net";
import type { Dispatcher } from "undici";
import type { BodySink } from "../body/pipeline.ts";
import type { Stage } from "../body/stage.ts";
import { ReoriginError } from "../errors.ts";
import { isForwardable } from "../message/framing.ts";
import { rawFields, reasonPhrase } from "../message/response-head.ts";
import { isOffered } from "../message/upgrade.ts";
import { errorCode, isBrokenConnection, isOurOwn, isStaleConnection } from "../upstream/error-code.ts";
import type { OriginServer } from "../upstream/origin-server.ts";
import type { Arrival, ClientResponse } from "./arrival.ts";
import { ContentMapping } from "./content-mapping.ts";
import type { ExchangeLog } from "./exchange-log.ts";
import { IdleTimer, idleTimeoutMs, takingTimeoutMs } from "./idle-timer.ts";
import { isRepeatable, type OutgoingRequest, withContentLength, withoutRange } from "./outgoing-request.ts";
import { PassThrough } from "./pass-through.ts";
import { REFUSALS, type RefusalName } from "./refusals.ts";
import { RequestBody, type RequestBodyEvents } from "./request-body.ts";
import { type ResponseHead, ResponseMapping } from "./response-mapping.ts";
import type { Site } from "./site.ts";
import { openTunnel } from "./tunnel.ts";
import { refusalForError } from "./upstream-refusals.ts";

type Controller = Dispatcher.DispatchController;

/** What a relay needs of the exchange that it works for. */
export interface RelayedExchange {
  readonly arrival: Arrival;
  readonly site: Site;
  readonly client: ClientResponse;
  readonly log: ExchangeLog;
  /** Answers in the upstream's place; for as long as the answer has not begun. */
  refuse(name: RefusalName): void;
}

/**
 * What an upstream does for an exchange: a request goes to it, and its response comes back through the pipeline of the body.
 * The methods stand in the order in which they run; those that begin with `on` are undici's events.
 *
 * Before the response's head is sent, what goes wrong is answered with a refusal. After it, both sides are destroyed, so
 * that the client sees a message that is cut off and never a clean end.
 */
export class Relay implements Dispatcher.DispatchHandler, RequestBodyEvents, BodySink {
  readonly #exchange: RelayedExchange;
  #request: OutgoingRequest;
  readonly #content: ContentMapping;
  #requestBody: RequestBody | null;
  readonly #mapping: ResponseMapping;
  #idle: IdleTimer | undefined;
  readonly #taking: IdleTimer;
  #server: OriginServer | undefined;
  #controller: Controller | undefined;
  #body: Stage = new PassThrough(this);
  #interimCount = 0;
  #isAnswered = false;
  #isRetry = false;
  #asksForWhole = false;
  #isOver = false;

  constructor(exchange: RelayedExchange, request: OutgoingRequest) {
    const { site } = exchange;
    this.#exchange = exchange;
    this.#request = request;
    this.#content = new ContentMapping(request, site.limits);
    this.#requestBody = this.#openContent();
    this.#mapping = new ResponseMapping(request, site);
    this.#taking = new IdleTimer(takingTimeoutMs(site.limits), () => this.#clientStalled());
  }

  start(): void {
    if (this.#content.isCollected) this.#requestBody?.collect();
    else this.#begin();
  }

  /** undici destroys what it was given of a request that fails, read or not. */
  #openContent(): RequestBody | null {
    const { arrival, site } = this.#exchange;
    if (!this.#request.content) return null;
    const open = (sink: BodySink) => this.#content.open(sink);
    return new RequestBody(arrival.content, open, site.limits, this);
  }

  #begin(): void {
    const { upstream } = this.#request.route;
    const server = upstream.pick(this.#request.bound);
    if (server) this.#send(server);
    else this.fail(upstream.obstacle ?? "overload");
  }

  #send(server: OriginServer): void {
    const { method, path, headers, upgrade } = this.#request;
    this.#server = server;
    this.#controller = undefined;
    this.#exchange.log.record.upstream = server.origin;
    const options = { method, path, headers: headers as string[], body: this.#requestBody, upgrade: upgrade ?? null };
    server.dispatch(options, this);
  }

  onRequestStart(controller: Controller): void {
    this.#controller = controller;
    if (this.#isOver) this.#abort();
  }

  /** The request's content is read, by the upstream or by us. */
  contentWanted(): void {
    const { arrival, client } = this.#exchange;
    if (arrival.awaitsContinue) client.askForContent();
  }

  /** The client does not send it. */
  contentMissing(): void {
    this.fail("request-timeout");
  }

  contentBroken(error: Error): void {
    const code = errorCode(error);
    this.#exchange.log.record.error ??= code;
    this.fail(code === "ERR_LIMIT" ? "content-too-large" : "content-coding");
  }

  contentCollected(contentBytes: number): void {
    this.#request = withContentLength(this.#request, contentBytes);
    this.#begin();
  }

  onResponseStarted(): void {
    this.#isAnswered = true;
  }

  onResponseStart(controller: Controller, status: number, headers: IncomingHttpHeaders, message?: string): void {
    const fields = rawFields(controller.rawHeaders);
    if (status >= 100 && status < 200) this.#inform(status, fields);
    else if (this.#isForwardable(status, headers)) this.#respond({ status, headers, fields }, reasonPhrase(message));
    else this.fail("upstream-response");
  }

  #isForwardable(status: number, headers: IncomingHttpHeaders): boolean {
    return isForwardable(status, headers) && this.#exchange.client.canTell(status);
  }

  #inform(status: number, fields: readonly string[]): void {
    this.#interimCount++;
    const isTooMany = this.#interimCount > this.#exchange.site.limits.interimResponses;
    if (isTooMany || status === 101) this.fail("upstream-response");
    else this.#exchange.client.inform(status, this.#mapping.interim(status, fields));
  }

  #respond(head: ResponseHead, reason: string): void {
    const { client, site } = this.#exchange;
    this.#server?.answered(head.status);
    if (!this.#asksForWhole && this.#mapping.needsWhole(head)) {
      this.#askForWhole();
    } else {
      client.start(head.status, reason, this.#withSession(this.#mapping.final(head)));
      this.#body = this.#mapping.body(head, this);
      this.#idle = new IdleTimer(idleTimeoutMs(head.headers, site.limits), () => this.fail("upstream-timeout"));
      this.#idle.touch();
    }
  }

  /** The fields of an answer, and the cookie of the server that gave it where the client does not have that yet. */
  #withSession(fields: string[]): string[] {
    const { bound, mount, route } = this.#request;
    const { sticky } = route.upstream;
    if (!sticky || !this.#server || this.#server === bound) return fields;
    return [...fields, "Set-Cookie", sticky.fieldFor(this.#server, mount)];
  }

  /** Parts of a body cannot be rewritten. Once: what is a part of nothing passes as it is. */
  #askForWhole(): void {
    this.#asksForWhole = true;
    const [part, server] = [this.#controller, this.#server as OriginServer];
    this.#close();
    this.#controller = undefined;
    this.#request = withoutRange(this.#request);
    part?.abort(new ReoriginError("ERR_UPSTREAM_ABORTED", "The whole is asked for"));
    this.#send(server);
  }

  onResponseData(controller: Controller, chunk: Buffer): void {
    this.#idle?.touch();
    if (this.#body.write(chunk)) return;
    this.#idle?.stop();
    controller.pause();
  }

  /** The pipeline's output. */
  data(chunk: Uint8Array): boolean {
    const { client } = this.#exchange;
    const hasRoom = client.write(chunk);
    if (hasRoom) return true;
    this.#taking.touch();
    client.whenDrained(() => {
      this.#taking.stop();
      this.#body.resume();
    });
    return false;
  }

  /** The client takes nothing, or too little. */
  #clientStalled(): void {
    const { client, log } = this.#exchange;
    if (client.isQueued) {
      this.#taking.touch();
    } else {
      log.record.error ??= "ERR_LIMIT";
      client.breakOff();
    }
  }

  /** The pipeline takes more. */
  drain(): void {
    this.#idle?.touch();
    this.#controller?.resume();
  }

  onResponseEnd(controller: Controller): void {
    this.#close();
    this.#exchange.client.addTrailers(this.#mapping.trailers(rawFields(controller.rawTrailers)));
    this.#body.end();
  }

  /** All of the body is out. */
  end(): void {
    this.#taking.touch();
    this.#exchange.client.end();
  }

  onRequestUpgrade(controller: Controller, status: number, headers: IncomingHttpHeaders, socket: Socket): void {
    this.#server?.answered(status);
    const { upgrade: protocol } = headers;
    const { client, site } = this.#exchange;
    if (status === 101 && isOffered(this.#request.upgrade, protocol) && client.canSwitch(headers)) {
      const fields = this.#withSession(this.#mapping.interim(status, rawFields(controller.rawHeaders)));
      this.#close();
      const channel = client.switchProtocols(protocol, fields);
      const { tunnelIdleTimeoutMs: idleTimeoutMs } = site.limits;
      openTunnel(channel, socket, { idleTimeoutMs, breakOff: () => client.breakOff() });
    } else {
      this.#close();
      socket.destroy();
      this.fail("upstream-response");
    }
  }

  onResponseError(controller: Controller | null, error: Error): void {
    if (controller && controller !== this.#controller) return;
    if (!this.#isOver && !this.#exchange.client.hasStarted) this.#server?.failed(error, this.#controller !== undefined);
    const again = this.#serverAfter(error);
    this.#close();
    if (again) {
      this.#isRetry = true;
      this.#requestBody?.destroy();
      this.#requestBody = this.#openContent();
      this.#send(again);
    } else {
      this.#exchange.log.record.error ??= errorCode(error) || error.name;
      this.fail(refusalForError(error));
    }
  }

  /** Who gets the request once more (RFC 9110 section 9.2.2, RFC 9112 section 9.3.1). */
  #serverAfter(error: Error): OriginServer | undefined {
    const isPristine = !this.#isOver && !this.#isAnswered && !this.#isRetry;
    if (!this.#server || !isPristine) return undefined;
    const wasSent = this.#controller !== undefined;
    const isHarmless = wasSent
      ? isBrokenConnection(error) && isRepeatable(this.#request)
      : !isOurOwn(error) && this.#requestBody?.isUntouched !== false;
    return isHarmless ? this.#request.route.upstream.pickAgain(this.#server, isStaleConnection(error)) : undefined;
  }

  /** Refuses or, where the response has begun, cuts it off. */
  fail(refusal: RefusalName): void {
    if (this.#isOver) return;
    this.#isOver = true;
    if (this.#exchange.client.hasStarted) {
      const { code, text } = REFUSALS[refusal];
      this.#body.fail(new ReoriginError(code, text));
    } else {
      this.#exchange.refuse(refusal);
    }
    this.#abort();
  }

  /** The body cannot be completed, and all of it that could be is out. */
  error(error: Error): void {
    this.#exchange.log.record.error ??= errorCode(error);
    this.#exchange.client.breakOff();
  }

  /** The exchange is over: nobody would take what is still under way. */
  abandon(): void {
    this.#isOver = true;
    this.#taking.stop();
    this.#body.destroy();
    this.#requestBody?.destroy();
    this.#abort();
    const { record } = this.#exchange.log;
    record.body = this.#mapping.outcome;
    record.overruns = this.#mapping.overruns;
    record.requestBody = this.#content.outcome;
    record.requestBytes = this.#requestBody?.byteCount ?? 0;
  }

  /** An upstream connection whose response nobody reads would be held for ever. */
  #abort(): void {
    this.#idle?.stop();
    if (this.#server) this.#controller?.abort(new ReoriginError("ERR_CLIENT_ABORTED", "The client went away"));
  }

  #close(): void {
    this.#idle?.stop();
    this.#server?.release();
    this.#server = undefined;
  }
}
