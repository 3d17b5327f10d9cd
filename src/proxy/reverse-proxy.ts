import { type IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { boundTo } from "../config/bound.ts";
import type { Config } from "../config/config.ts";
import type { Arrival, ClientRequest } from "./arrival.ts";
import { refuseUnreadable } from "./client-errors.ts";
import { decide } from "./decision.ts";
import { Exchange } from "./exchange.ts";
import { Http1Response } from "./http1-response.ts";
import { Listener } from "./listener.ts";
import type { ProxyObserver } from "./observer.ts";
import type { RefusalName } from "./refusals.ts";
import { openSite, type Site } from "./site.ts";

/** The proxy that a configuration describes. It can listen itself, or answer for a server of somebody else. */
export class ReverseProxy {
  readonly #config: Config;
  readonly #observer: ProxyObserver;
  readonly #listeners: readonly Listener[];
  #site: Site;
  #isDraining = false;

  /** @throws ReoriginError ERR_CONFIG, ERR_INVALID_URL, ERR_CERTIFICATE */
  constructor(config: Config, observer: ProxyObserver) {
    this.#config = config;
    this.#observer = observer;
    this.#site = openSite(config, observer);
    this.#listeners = config.listen.map((listen) => new Listener(listen, config.limits));
    for (const { server } of this.#listeners) {
      server.on("request", this.handler);
      server.on("checkExpectation", this.handler);
      server.on("checkContinue", (request, response) =>
        this.#begin({ ...http1Arrival(request, response), awaitsContinue: true }),
      );
      server.on("upgrade", this.upgrade);
      server.on("connect", this.upgrade);
      server.on("clientError", (error, socket) => refuseUnreadable(error, socket, this.#site.connections));
    }
  }

  /** Whether a request is, by its host and path, for one of the routes; to any other, the answer would be a refusal. */
  serves(request: ClientRequest): boolean {
    const decision = decide(request, false, this.#site);
    return decision.kind !== "refuse" || !ELSEWHERE.has(decision.refusal);
  }

  /** Answers one request. */
  readonly handler = (request: IncomingMessage, response: ServerResponse): void => {
    this.#begin(http1Arrival(request, response));
  };

  /** Answers one request of a server's "upgrade" event. */
  readonly upgrade = (request: IncomingMessage, socket: Socket, head: Buffer): void => {
    const response = new ServerResponse(request);
    response.shouldKeepAlive = false;
    response.assignSocket(socket);
    response.once("finish", () => socket.destroySoon());
    // Node has taken its own listeners off; "close" follows and tells the exchange.
    socket.on("error", () => socket.destroy());
    if (head.length > 0) socket.unshift(head);
    this.#begin({ ...http1Arrival(request, response), mayUpgrade: true });
  };

  /**
   * Listens on every configured address.
   *
   * @throws ReoriginError ERR_LISTEN; then nothing is listened on
   */
  async listen(): Promise<AddressInfo[]> {
    const addresses: AddressInfo[] = [];
    try {
      for (const listener of this.#listeners) {
        const address = await listener.listen();
        if (addresses.length === 0) this.#site = openSite(boundTo(this.#config, address.port), this.#observer);
        addresses.push(address);
      }
    } catch (error) {
      await this.close(0);
      throw error;
    }
    return addresses;
  }

  /**
   * Accepts no more, and lets what is under way come to its end.
   *
   * @param drainTimeoutMs then the rest is broken off. Default: the limit of that name.
   */
  async close(drainTimeoutMs = this.#config.limits.drainTimeoutMs): Promise<void> {
    this.#isDraining = true;
    await Promise.all(this.#listeners.map((listener) => listener.close(drainTimeoutMs)));
    await Promise.all(this.#site.upstreams.map((upstream) => upstream.destroy()));
  }

  #begin(arrival: Arrival): void {
    if (this.#site.connections.of(arrival.channel).isClosing) return;
    if (this.#isDraining) arrival.client.setLast();
    new Exchange(arrival, this.#site).start();
  }
}

function http1Arrival(request: IncomingMessage, response: ServerResponse): Arrival {
  return { request, content: request, channel: request.socket, client: new Http1Response(response) };
}

/** Refusals of what somebody else may serve. */
const ELSEWHERE: ReadonlySet<RefusalName> = new Set<RefusalName>(["unknown-host", "unknown-path"]);
