import type { Balance } from "./balance.ts";
import type { OriginServer } from "./origin-server.ts";
import type { RetryBudget } from "./retry-budget.ts";
import type { Server } from "./server.ts";
import type { StickyCookie } from "./sticky-cookie.ts";
import type { Obstacle, Upstream } from "./upstream.ts";

export interface GroupPolicy {
  readonly balance: Balance;
  readonly budget: RetryBudget;
  readonly sticky: StickyCookie | undefined;
}

/** Servers that can replace each other, except for clients whose session one of them has. */
export class ServerGroup implements Upstream {
  readonly servers: readonly Server[];
  readonly sticky: StickyCookie | undefined;
  readonly #balance: Balance;
  readonly #budget: RetryBudget;
  #turn = 0;

  constructor(servers: readonly Server[], { balance, budget, sticky }: GroupPolicy) {
    this.servers = servers;
    this.#balance = balance;
    this.#budget = budget;
    this.sticky = sticky;
  }

  get obstacle(): Obstacle | undefined {
    const isAnyIn = this.servers.some((server) => server.isIn);
    const isOpen = this.servers.some((server) => (server.isIn ? !server.isFull : server.isDue(!isAnyIn)));
    if (isOpen) return undefined;
    return isAnyIn ? "overload" : "upstream-down";
  }

  pick(bound: OriginServer | undefined): OriginServer | undefined {
    this.#budget.earn();
    const owner = bound && this.servers.find((server) => server === bound && server.isIn);
    // No other server knows the client's session: it should retry instead.
    if (owner) return owner.isFull ? undefined : owner;
    return this.#due() ?? this.#next(this.#open);
  }

  pickAgain(tried: OriginServer, isStale: boolean): OriginServer | undefined {
    const last = isStale ? tried : undefined;
    if (isStale && this.sticky) return last;
    const others = this.#open.filter((server) => server !== tried);
    return others.length > 0 && this.#budget.spend() ? this.#next(others) : last;
  }

  async destroy(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.destroy()));
  }

  /** A server that was out long enough to be tried. */
  #due(): Server | undefined {
    const isAnyIn = this.servers.some((server) => server.isIn);
    const due = this.servers.find((server) => server.isDue(!isAnyIn));
    due?.try();
    return due;
  }

  get #open(): readonly Server[] {
    return this.servers.filter((server) => server.isIn && !server.isFull);
  }

  #next(servers: readonly Server[]): Server | undefined {
    return servers.length === 0 ? undefined : this.#balance(servers, this.#turn++);
  }
}
