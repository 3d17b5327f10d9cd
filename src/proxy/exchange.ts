import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Dispatcher } from "undici";
import { ReoriginError } from "../errors.ts";
import type { ClientConnection, Occupant } from "./client-connections.ts";
import { ClientResponse } from "./client-response.ts";
import { decide } from "./decision.ts";
import { ExchangeLog } from "./exchange-log.ts";
import { IdleTimer } from "./idle-timer.ts";
import type { OutgoingRequest } from "./outgoing-request.ts";
import { type BodyPipeline, mapResponseFields } from "./ports.ts";
import { REFUSALS, type RefusalName } from "./refusals.ts";
import { drainRequest, RequestBody, type RequestBodyEvents } from "./request-body.ts";
import { isForwardable, rawFields, reasonPhrase } from "./response-head.ts";
import type { Site } from "./site.ts";
import { openTunnel } from "./tunnel.ts";
import { isOffered } from "./upgrade.ts";
import { errorCode, isStaleConnection, refusalForError } from "./upstream-errors.ts";

/** A request as the server hands it over. */
export interface Arrival {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Whether the client waits for `100 Continue`, and Node has not sent it. */
  readonly awaitsContinue?: boolean;
  /** Whether the request came on a bare socket, which can become a tunnel. */
  readonly mayUpgrade?: boolean;
}

type Controller = Dispatcher.DispatchController;

/**
 * One request and its answer, from the first check to the last byte.
 *
 * The methods stand in the order in which they run; those that begin with `on` are undici's events. Before the response's
 * head is sent, what goes wrong is answered with a refusal. After it, both sides are destroyed, so that the client sees a
 * message that is cut off and never a clean end.
 */
export class Exchange implements Dispatcher.DispatchHandler, RequestBodyEvents, Occupant {
  readonly #arrival: Arrival;
  readonly #site: Site;
  readonly #log: ExchangeLog;
  readonly #connection: ClientConnection;
  readonly #client: ClientResponse;
  readonly #idle: IdleTimer;
  #outgoing: OutgoingRequest | undefined;
  #requestBody: RequestBody | null = null;
  #upstream: Controller | undefined;
  #pipeline: BodyPipeline;
  #interimCount = 0;
  #isUpstreamOpen = false;
  #isAnswered = false;
  #isRetry = false;
  #isTunnel = false;
  #isFailed = false;
  #isOver = false;

  constructor(arrival: Arrival, site: Site) {
    const { request, response } = arrival;
    this.#arrival = arrival;
    this.#site = site;
    this.#log = new ExchangeLog(request, site.observer);
    this.#connection = site.connections.of(request.socket);
    this.#client = new ClientResponse(response, () => this.#resume());
    this.#idle = new IdleTimer(site.limits.bodyIdleTimeoutMs, () => this.#fail("upstream-timeout"));
    this.#pipeline = this.#client;
  }

  start(): void {
    const { request, response, mayUpgrade = false } = this.#arrival;
    response.once("finish", () => this.#finish());
    this.#connection.enter(this);
    const decision = decide(request, mayUpgrade, this.#site);
    if (decision.kind === "refuse") this.#fail(decision.refusal);
    else if (decision.kind === "answer") this.#client.answer(decision.status, decision.fields);
    else this.#forward(decision.outgoing);
  }

  #forward(outgoing: OutgoingRequest): void {
    this.#outgoing = outgoing;
    if (outgoing.hasContent) {
      this.#requestBody = new RequestBody(this.#arrival.request, this.#site.limits.bodyIdleTimeoutMs, this);
    }
    this.#dispatch(outgoing);
  }

  #dispatch({ route: { upstream }, method, path, headers, upgrade }: OutgoingRequest): void {
    this.#isUpstreamOpen = true;
    this.#log.record.upstream = upstream.origin;
    upstream.dispatch({ method, path, headers, body: this.#requestBody, upgrade: upgrade ?? null }, this);
  }

  onRequestStart(controller: Controller): void {
    this.#upstream = controller;
    if (this.#isOver) this.#abandonUpstream();
  }

  /** The upstream reads the request's content. */
  wanted(): void {
    if (this.#arrival.awaitsContinue) this.#arrival.response.writeContinue();
  }

  /** The client does not send it. */
  idle(): void {
    this.#fail("request-timeout");
  }

  onResponseStarted(): void {
    this.#isAnswered = true;
  }

  onResponseStart(controller: Controller, status: number, headers: IncomingHttpHeaders, message?: string): void {
    const fields = rawFields(controller.rawHeaders);
    if (status >= 100 && status < 200) this.#inform(status, fields);
    else if (!isForwardable(status, headers)) this.#fail("upstream-response");
    else {
      this.#client.start(status, reasonPhrase(message), mapResponseFields(fields));
      this.#idle.touch();
    }
  }

  #inform(status: number, fields: readonly string[]): void {
    this.#interimCount++;
    if (status === 101 || this.#interimCount > this.#site.limits.interimResponses) this.#fail("upstream-response");
    else this.#client.inform(status, mapResponseFields(fields));
  }

  onResponseData(controller: Controller, chunk: Buffer): void {
    this.#idle.touch();
    if (this.#pipeline.write(chunk)) return;
    this.#idle.stop();
    controller.pause();
  }

  #resume(): void {
    this.#idle.touch();
    this.#upstream?.resume();
  }

  onResponseEnd(controller: Controller): void {
    this.#endUpstream();
    this.#client.addTrailers(mapResponseFields(rawFields(controller.rawTrailers)));
    this.#pipeline.end();
  }

  onRequestUpgrade(controller: Controller, status: number, headers: IncomingHttpHeaders, socket: Socket): void {
    this.#endUpstream();
    const { upgrade: protocol } = headers;
    if (status === 101 && isOffered(this.#outgoing?.upgrade, protocol)) {
      this.#isTunnel = true;
      const fields = mapResponseFields(rawFields(controller.rawHeaders));
      openTunnel(this.#client.switchProtocols(protocol, fields), socket, this.#site.limits.tunnelIdleTimeoutMs);
    } else {
      socket.destroy();
      this.#fail("upstream-response");
    }
  }

  onResponseError(_controller: Controller, error: Error): void {
    this.#endUpstream();
    if (this.#outgoing && this.#mayRetry(this.#outgoing, error)) {
      this.#isRetry = true;
      this.#dispatch(this.#outgoing);
    } else {
      this.#log.record.error ??= errorCode(error) || error.name;
      this.#fail(refusalForError(error));
    }
  }

  /** RFC 9112 section 9.3.1: once, what does no harm twice, where a kept connection was closed before any answer. */
  #mayRetry({ method, upgrade, hasContent }: OutgoingRequest, error: Error): boolean {
    const isPristine = !this.#isOver && !this.#isFailed && !this.#isAnswered && !this.#isRetry;
    return isPristine && !hasContent && !upgrade && SAFE_METHODS.has(method) && isStaleConnection(error);
  }

  requestBroken(refusal: RefusalName): void {
    if (!this.#arrival.request.complete) this.#fail(refusal);
  }

  #fail(refusal: RefusalName): void {
    if (this.#isOver || this.#isFailed) return;
    this.#isFailed = true;
    if (this.#client.hasStarted) {
      this.#client.breakOff();
    } else {
      this.#log.record.refusal = refusal;
      this.#connection.isClosing ||= REFUSALS[refusal].closes === true;
      this.#client.refuse(refusal);
    }
    this.#abandonUpstream();
  }

  clientGone(): void {
    if (!this.#isTunnel) this.#log.record.error ??= "ERR_CLIENT_ABORTED";
    this.#finish();
  }

  #finish(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#abandonUpstream();
    this.#requestBody?.destroy();
    drainRequest(this.#arrival.request);
    this.#connection.leave(this);
    this.#log.close(this.#client.status, this.#requestBody?.byteCount ?? 0, this.#client.byteCount);
  }

  /** Closes the upstream's connection unless it is done: nobody would ever read what it still has to say. */
  #abandonUpstream(): void {
    this.#idle.stop();
    this.#pipeline.destroy();
    if (this.#isUpstreamOpen) this.#upstream?.abort(new ReoriginError("ERR_CLIENT_ABORTED", "The client went away"));
  }

  #endUpstream(): void {
    this.#idle.stop();
    if (!this.#isUpstreamOpen) return;
    this.#isUpstreamOpen = false;
    this.#outgoing?.route.upstream.release();
  }
}

/** RFC 9110 section 9.2.1, and the WebDAV methods that only read (RFC 4918, 3253, 5323). */
const SAFE_METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS", "QUERY", "PROPFIND", "REPORT", "SEARCH"]);
