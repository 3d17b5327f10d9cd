import { type Answer, refuse } from "./answer.ts";
import type { Arrival, ClientResponse } from "./arrival.ts";
import type { ClientConnection, Occupant } from "./clients/client-connections.ts";
import { decide } from "./decision.ts";
import { ExchangeLog } from "./exchange-log.ts";
import { REFUSALS, type RefusalName } from "./refusals.ts";
import { Relay, type RelayedExchange } from "./relay/relay.ts";
import type { Site } from "./site.ts";

/**
 * One request and its response. It is decided at once whether the response comes from here or from an upstream. The
 * exchange ends when the response is written or the client is gone; then everything opened for it is closed.
 */
export class Exchange implements Occupant, RelayedExchange {
  readonly arrival: Arrival;
  readonly site: Site;
  readonly client: ClientResponse;
  readonly log: ExchangeLog;
  readonly #connection: ClientConnection;
  #relay: Relay | undefined;
  #isOver = false;

  constructor(arrival: Arrival, site: Site) {
    this.arrival = arrival;
    this.site = site;
    this.client = arrival.client;
    this.log = new ExchangeLog(arrival.request, site.observer);
    this.#connection = site.connections.of(arrival.channel);
    site.occupancy.enter();
    this.#connection.enter(this);
    this.client.whenFinished(() => this.#finish());
  }

  start(): void {
    const { fault } = this.arrival;
    const decision = fault ? refuse(fault) : decide(this.arrival, this.site);
    if (decision.kind === "refuse") {
      this.refuse(decision.refusal);
    } else if (decision.kind === "answer") {
      this.#answer(decision);
    } else {
      this.log.record.route = decision.outgoing.route.name;
      this.#relay = new Relay(this, decision.outgoing);
      this.#relay.start();
    }
  }

  #answer({ status, fields, content }: Answer): void {
    if (content === undefined) {
      this.client.answer(status, fields);
    } else {
      this.client.start(status, "", fields);
      if (content.length > 0) this.client.write(content);
      this.client.end();
    }
  }

  /** Responds instead of the upstream, if the response has not started. */
  refuse(name: RefusalName): void {
    this.log.record.refusal = name;
    if (REFUSALS[name].closes) this.#connection.close();
    this.client.refuse(name);
  }

  get hasStarted(): boolean {
    return this.client.hasStarted;
  }

  get isLast(): boolean {
    return this.client.isLast;
  }

  setLast(isLast: boolean): void {
    this.client.setLast(isLast);
  }

  requestBroken(refusal: RefusalName): void {
    if (!this.client.hasWholeRequest) this.#relay?.fail(refusal);
  }

  clientGone(): void {
    if (this.site.connections.areCutOff) this.log.record.error ??= "ERR_DRAIN_TIMEOUT";
    else if (!this.client.isSwitched) this.log.record.error ??= "ERR_CLIENT_ABORTED";
    this.#finish();
  }

  #finish(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#relay?.abandon();
    this.client.discardContent();
    this.#connection.leave(this);
    this.site.occupancy.leave(this.client.isSwitched);
    this.log.close(this.client);
  }
}
