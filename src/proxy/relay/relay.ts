import type { IncomingHttpHeaders } from "node:http";
import type { Socket } from "node:net";
import type { Dispatcher } from "undici";
import type { BodySink } from "../../body/pipeline.ts";
import { ReoriginError } from "../../errors.ts";
import { isForwardable } from "../../message/framing.ts";
import { rawFields, reasonPhrase } from "../../message/response-head.ts";
import { isOffered } from "../../message/upgrade.ts";
import { errorCode } from "../../upstream/error-code.ts";
import type { ChunkHolder } from "../../upstream/transports/transport.ts";
import type { Arrival, ClientResponse } from "../arrival.ts";
import type { ExchangeLog } from "../exchange-log.ts";
import { REFUSALS, type RefusalName } from "../refusals.ts";
import type { OutgoingRequest } from "../routing/outgoing-request.ts";
import type { Site } from "../site.ts";
import { Attempts } from "./attempts.ts";
import { ContentMapping } from "./content-mapping.ts";
import { RequestBody, type RequestBodyEvents } from "./request-body.ts";
import { ResponseBody, type ResponseBodyEvents } from "./response-body.ts";
import { type ResponseHead, ResponseMapping } from "./response-mapping.ts";
import { responseTimeouts } from "./response-timeouts.ts";
import { openTunnel } from "./tunnel.ts";
import { refusalForError } from "./upstream-refusals.ts";

type Controller = Dispatcher.DispatchController;

/** What a relay needs of its exchange. */
export interface RelayedExchange {
  readonly arrival: Arrival;
  readonly site: Site;
  readonly client: ClientResponse;
  readonly log: ExchangeLog;
  /** Answers instead of the upstream. Only before the response has begun. */
  refuse(name: RefusalName): void;
}

/**
 * Sends the request of an exchange to its upstream, and the response back through the body's pipeline. The methods stand in
 * the order in which they run. Those that begin with `on` are undici's events.
 *
 * An error before the response's head is sent becomes a refusal. After it, both sides are destroyed, so that the client sees
 * a truncated message, never a clean end.
 */
export class Relay implements ChunkHolder, RequestBodyEvents, ResponseBodyEvents {
  readonly #exchange: RelayedExchange;
  readonly #request: OutgoingRequest;
  readonly #content: ContentMapping;
  readonly #attempts: Attempts;
  readonly #mapping: ResponseMapping;
  #interimCount = 0;
  #body: ResponseBody | undefined;
  #isOver = false;

  constructor(exchange: RelayedExchange, request: OutgoingRequest) {
    const { site } = exchange;
    this.#exchange = exchange;
    this.#request = request;
    this.#content = new ContentMapping(request, site.limits);
    this.#attempts = new Attempts(request, () => this.#openContent(), this);
    this.#mapping = new ResponseMapping(request, site);
  }

  start(): void {
    if (this.#content.isCollected) this.#attempts.content?.collect();
    else this.#begin();
  }

  #openContent(): RequestBody | null {
    const { arrival, site } = this.#exchange;
    if (!this.#request.content) return null;
    const open = (sink: BodySink) => this.#content.open(sink);
    return new RequestBody(arrival.content, open, site.limits, this);
  }

  #begin(contentBytes?: number): void {
    const obstacle = this.#attempts.begin(contentBytes);
    if (obstacle) this.fail(obstacle);
  }

  onRequestStart(controller: Controller): void {
    this.#attempts.connected(controller);
    if (this.#isOver) this.#attempts.abort();
  }

  /** The upstream reads the request's content, or we collect it. */
  contentWanted(): void {
    const { arrival, client } = this.#exchange;
    if (arrival.awaitsContinue) client.askForContent();
  }

  contentMissing(): void {
    this.fail("request-timeout");
  }

  contentBroken(error: Error): void {
    const code = errorCode(error);
    this.#exchange.log.record.error ??= code;
    this.fail(code === "ERR_LIMIT" ? "content-too-large" : "content-coding");
  }

  contentCollected(contentBytes: number | undefined): void {
    this.#begin(contentBytes);
  }

  onResponseStarted(): void {
    this.#attempts.responding();
  }

  onResponseStart(controller: Controller, status: number, headers: IncomingHttpHeaders, message?: string): void {
    const fields = rawFields(controller.rawHeaders);
    // Slices of the connection's read buffer: they would keep all of it alive until the body ends.
    controller.rawHeaders = null;
    if (status >= 100 && status < 200) this.#inform(status, fields);
    else if (this.#isForwardable(status, headers)) this.#respond({ status, headers, fields }, reasonPhrase(message));
    else this.fail("upstream-response");
  }

  #isForwardable(status: number, headers: IncomingHttpHeaders): boolean {
    return isForwardable(status, headers) && this.#exchange.client.canTell(status);
  }

  /** 100 is dropped: the client gets its own from us, and a connection of HTTP/1.1 passes none on. */
  #inform(status: number, fields: readonly string[]): void {
    // In HTTP/2, undici tells of the start of the final response only.
    this.#attempts.responding();
    this.#interimCount++;
    const isTooMany = this.#interimCount > this.#exchange.site.limits.interimResponses;
    if (isTooMany || status === 101) this.fail("upstream-response");
    else if (status !== 100) this.#exchange.client.inform(status, this.#mapping.interim(status, fields));
  }

  #respond(head: ResponseHead, reason: string): void {
    const { client, site } = this.#exchange;
    this.#attempts.answered(head.status);
    if (this.#mapping.needsWhole(head) && this.#attempts.askForWhole()) return;
    client.start(head.status, reason, this.#attempts.withSession(this.#mapping.final(head)));
    const open = (sink: BodySink) => this.#mapping.body(head, sink);
    this.#body = new ResponseBody(client, open, responseTimeouts(head.headers, site.limits), this);
  }

  /** Whether chunks of {@link onResponseData} may still be read. */
  get holdsChunks(): boolean {
    return this.#body?.holdsChunks ?? false;
  }

  onResponseData(controller: Controller, chunk: Buffer): void {
    if (this.#body?.write(chunk) === false) controller.pause();
  }

  responseWanted(): void {
    this.#attempts.resume();
  }

  responseMissing(): void {
    this.fail("upstream-timeout");
  }

  responseBroken(error: Error): void {
    this.#exchange.log.record.error ??= errorCode(error);
    this.#exchange.client.breakOff();
  }

  onResponseEnd(controller: Controller): void {
    this.#attempts.release();
    this.#body?.complete(this.#mapping.trailers(rawFields(controller.rawTrailers)));
  }

  onRequestUpgrade(controller: Controller, status: number, headers: IncomingHttpHeaders, socket: Socket): void {
    this.#attempts.answered(status);
    const { upgrade: protocol } = headers;
    const { client, site } = this.#exchange;
    if (status === 101 && isOffered(this.#request.upgrade, protocol) && client.canSwitch(headers)) {
      const fields = this.#mapping.interim(status, rawFields(controller.rawHeaders));
      const channel = client.switchProtocols(protocol, this.#attempts.withSession(fields));
      this.#attempts.release();
      site.occupancy.switch();
      const { tunnelIdleTimeoutMs: idleTimeoutMs } = site.limits;
      openTunnel(channel, socket, { idleTimeoutMs, breakOff: () => client.breakOff() });
    } else {
      this.#attempts.release();
      socket.destroy();
      this.fail("upstream-response");
    }
  }

  onResponseError(controller: Controller | null, error: Error): void {
    if (this.#attempts.isPast(controller)) return;
    const { client, log } = this.#exchange;
    if (this.#isOver || client.hasStarted) this.#attempts.release();
    else if (this.#attempts.again(error)) return;
    if (this.#isOver) return;
    log.record.error ??= errorCode(error) || error.name;
    this.fail(refusalForError(error));
  }

  /** Refuses the request or, if the response has begun, cuts that off. */
  fail(refusal: RefusalName): void {
    if (this.#isOver) return;
    this.#isOver = true;
    if (this.#exchange.client.hasStarted) this.#cutOff(refusal);
    else this.#exchange.refuse(refusal);
    this.#attempts.abort();
  }

  #cutOff(refusal: RefusalName): void {
    const { code, text } = REFUSALS[refusal];
    const error = new ReoriginError(code, text);
    if (this.#body) this.#body.fail(error);
    else this.responseBroken(error);
  }

  /** The exchange is over: stops what is still under way and completes the log record. */
  abandon(): void {
    this.#isOver = true;
    this.#body?.destroy();
    this.#attempts.content?.destroy();
    this.#attempts.abort();
    const { record } = this.#exchange.log;
    record.upstream = this.#attempts.origin;
    record.body = this.#mapping.outcome;
    record.overruns = this.#mapping.overruns;
    record.requestBody = this.#content.outcome;
    record.requestBytes = this.#attempts.content?.byteCount ?? 0;
  }
}
