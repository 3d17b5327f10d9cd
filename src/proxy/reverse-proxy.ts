import { type IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { setTimeout as delay, setImmediate } from "node:timers/promises";
import { boundTo } from "../config/bound.ts";
import type { Config, ListenInput } from "../config/config.ts";
import type { Limits } from "../limits.ts";
import { isContentTaken } from "../message/framing.ts";
import { asksForUpgrade } from "../message/upgrade.ts";
import type { ServerState } from "../upstream/origin-server.ts";
import type { Arrival, ClientRequest } from "./arrival.ts";
import { refuseUnreadable } from "./clients/client-errors.ts";
import { Http1Response } from "./clients/http1-response.ts";
import { Listener } from "./clients/listener.ts";
import { Listeners } from "./clients/listeners.ts";
import { decide } from "./decision.ts";
import { Exchange } from "./exchange.ts";
import { GuardedObserver } from "./guarded-observer.ts";
import { MemoryGuard } from "./memory-guard.ts";
import type { ProxyObserver } from "./observer.ts";
import type { RefusalName } from "./refusals.ts";
import { serverStates } from "./server-states.ts";
import { closeSite, newPremises, openSite, type Site } from "./site.ts";

/** The proxy that a configuration describes. It can listen itself, or answer requests of another server. */
export class ReverseProxy {
  readonly #observer: GuardedObserver;
  readonly #premises = newPremises();
  readonly #listeners: Listeners;
  readonly #memory: MemoryGuard;
  #config: Config;
  #site: Site;
  /** Sites of earlier configurations that still have exchanges in flight. */
  readonly #former = new Set<Site>();
  #closingSince: number | undefined;
  #hasStopped = false;
  #isDraining = false;

  /** @throws {ReoriginError} ERR_CONFIG, ERR_INVALID_URL, ERR_CERTIFICATE */
  constructor(config: Config, observer: ProxyObserver) {
    this.#config = config;
    this.#observer = new GuardedObserver(observer);
    this.#site = openSite(config, this.#observer, this.#premises);
    this.#memory = new MemoryGuard(config.limits);
    this.#listeners = new Listeners(config, (input, limits) => this.#openListener(input, limits));
  }

  /** The servers of its applications, and how each does now. */
  get servers(): ServerState[] {
    return serverStates(this.#site, this.#former);
  }

  /** Whether a route matches the request's host and path. Other requests would be answered with 421 or 404. */
  serves(request: ClientRequest): boolean {
    const decision = decide({ request }, this.#site);
    return decision.kind !== "refuse" || !ELSEWHERE.has(decision.refusal);
  }

  /**
   * Answers one request: a listener for the "request" event of a server. Nothing may have read the request's content before
   * (500).
   */
  readonly handler = (request: IncomingMessage, response: ServerResponse): void => {
    const fault = isContentTaken(request) ? "content-taken" : undefined;
    this.#answer(request, { ...http1Arrival(request, response, FOREIGN), fault });
  };

  /** Answers one upgrade request (WebSocket): a listener for the "upgrade" event of a server. */
  readonly upgrade = (request: IncomingMessage, socket: Socket, head: Buffer): void => {
    // Node has taken its own listeners off; "close" follows and tells the exchange.
    socket.on("error", () => socket.destroy());
    if (head.length > 0) socket.unshift(head);
    // Requests before it on the connection are answered first.
    this.#premises.connections.of(socket).whenIdle(() => this.#beginUpgrade(request, socket));
  };

  /**
   * Listens on every configured address.
   *
   * @returns the addresses, with the actual ports
   * @throws {ReoriginError} ERR_LISTEN; then it listens on none
   */
  async listen(): Promise<AddressInfo[]> {
    await this.#listeners.listen();
    this.#moveTo(this.#config, this.#listeners.addresses[0]?.port);
    return this.#listeners.addresses;
  }

  /**
   * Continues with another configuration. Requests in flight finish with the old one. Addresses in both configurations stay
   * open. `admin`, `workers` and `logLevel` have no effect here.
   *
   * @throws {ReoriginError} ERR_CONFIG, ERR_INVALID_URL, ERR_CERTIFICATE, ERR_LISTEN; then nothing has changed
   */
  async reload(config: Config): Promise<void> {
    if (this.#closingSince !== undefined) return;
    const change = await this.#listeners.prepare(config);
    try {
      this.#moveTo(config, change.port);
    } catch (error) {
      await change.rollBack();
      throw error;
    }
    change.commit();
    this.#memory.limit(config.limits);
  }

  /**
   * Stops accepting connections, after `lameDuckMs`. Open connections continue.
   *
   * @param lameDuckMs default: the limit of that name
   */
  async stop(lameDuckMs = this.#config.limits.lameDuckMs): Promise<void> {
    this.#closingSince ??= performance.now();
    if (lameDuckMs > 0) await delay(lameDuckMs, undefined, { ref: false });
    this.#hasStopped = true;
    await this.#listeners.stop();
  }

  /**
   * Stops, and waits until requests in flight have finished.
   *
   * @param drainTimeoutMs counted from the first call of this or of {@link stop}; what is left then is cut off. Default: the
   *   limit of that name.
   */
  async close(drainTimeoutMs = this.#config.limits.drainTimeoutMs): Promise<void> {
    this.#closingSince ??= performance.now();
    const leftMs = () => Math.max(0, drainTimeoutMs - (performance.now() - (this.#closingSince ?? 0)));
    await this.stop(this.#hasStopped ? 0 : Math.min(this.#config.limits.lameDuckMs, leftMs()));
    this.#isDraining = true;
    const drainMs = leftMs();
    // Due before those of the listeners, which begin after it.
    const deadline = setTimeout(() => this.#cutOff(), drainMs);
    await this.#listeners.close(drainMs);
    clearTimeout(deadline);
    // Exchanges hear of a connection that was destroyed a turn later than its server, and are to be logged.
    if (this.#premises.connections.areCutOff) for (let turn = 0; turn < 2; turn++) await setImmediate();
    this.#memory.stop();
    await Promise.all([this.#site, ...this.#former].map(closeSite));
  }

  /** Listeners destroy their connections; this tells of them. */
  #cutOff(): void {
    this.#premises.connections.areCutOff = true;
    const occupancies = [this.#site, ...this.#former].map(({ occupancy }) => occupancy);
    const requests = occupancies.reduce((sum, occupancy) => sum + occupancy.requests, 0);
    const tunnels = occupancies.reduce((sum, occupancy) => sum + occupancy.tunnels, 0);
    if (requests + tunnels > 0) this.#observer.drainTimedOut({ requests, tunnels });
  }

  #openListener(input: ListenInput, limits: Readonly<Limits>): Listener {
    const listener = new Listener(input, limits, {
      connections: this.#premises.connections,
      begin: (arrival) => this.#begin(arrival),
      certificatesChanged: (problem) => this.#observer.certificatesChanged(input.address, problem),
    });
    const { server } = listener;
    const answer = (request: IncomingMessage, response: ServerResponse) =>
      this.#answer(request, http1Arrival(request, response, OWN));
    server.on("request", answer);
    server.on("checkExpectation", answer);
    server.on("checkContinue", (request, response) =>
      this.#begin({ ...http1Arrival(request, response, OWN), awaitsContinue: true }),
    );
    server.on("upgrade", this.upgrade);
    server.on("connect", this.upgrade);
    server.on("clientError", (error, socket) => {
      const { connections } = this.#premises;
      refuseUnreadable(error, socket, { connections, limits: this.#config.limits });
    });
    return listener;
  }

  /** @param port the port listened on; undefined for none */
  #moveTo(config: Config, port: number | undefined): void {
    const former = this.#site;
    this.#site = openSite(port === undefined ? config : boundTo(config, port), this.#observer, this.#premises);
    this.#config = config;
    this.#former.add(former);
    former.occupancy.whenEmpty(() => {
      this.#former.delete(former);
      void closeSite(former);
    });
  }

  #answer({ headers }: IncomingMessage, arrival: Arrival): void {
    const isDeclined = asksForUpgrade(headers);
    if (isDeclined) arrival.client.setLast(true);
    this.#begin(arrival);
    // Node drops what comes in one packet behind a request whose upgrade is declined. What comes then is no request.
    if (isDeclined) this.#premises.connections.of(arrival.channel).close();
  }

  #beginUpgrade(request: IncomingMessage, socket: Socket): void {
    const response = new ServerResponse(request);
    response.shouldKeepAlive = false;
    try {
      response.assignSocket(socket);
    } catch {
      // Somebody else's answer to a request before it is on its way: the connection is no longer in step.
      socket.destroy();
      return;
    }
    response.once("finish", () => socket.destroySoon());
    this.#begin({ ...http1Arrival(request, response, FOREIGN), mayUpgrade: true });
  }

  #begin(arrival: Arrival): void {
    const connection = this.#premises.connections.of(arrival.channel);
    if (connection.isClosing) return;
    const { state } = this.#memory;
    if (this.#isDraining || state !== "enough") connection.finish(this.#config.limits.drainIdleTimeoutMs);
    const exchange = new Exchange(arrival, this.#site);
    if (state === "exhausted") exchange.refuse("memory");
    else exchange.start();
  }
}

function http1Arrival(request: IncomingMessage, response: ServerResponse, kind: typeof OWN | typeof FOREIGN): Arrival {
  return { request, content: request, channel: request.socket, client: new Http1Response(response, kind) };
}

/** A response of a server of ours. */
const OWN = { writesDirectly: true } as const;

/** A response of another server, in which other handlers may have wrapped it. */
const FOREIGN = { writesDirectly: false } as const;

/** Refusals of requests that another handler may serve. */
const ELSEWHERE: ReadonlySet<RefusalName> = new Set<RefusalName>(["unknown-host", "unknown-path"]);
