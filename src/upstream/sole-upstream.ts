import type { OriginServer } from "./origin-server.ts";
import type { Obstacle, Upstream } from "./upstream.ts";

/** The upstream of a route with one server. It takes every request, healthy or not. */
export class SoleUpstream implements Upstream {
  readonly sticky = undefined;
  readonly servers: readonly OriginServer[];
  readonly #server: OriginServer;

  constructor(server: OriginServer) {
    this.servers = [server];
    this.#server = server;
  }

  get obstacle(): Obstacle | undefined {
    return this.#server.isFull ? "overload" : undefined;
  }

  pick(): OriginServer | undefined {
    return this.#server.isFull ? undefined : this.#server;
  }

  pickAgain(tried: OriginServer, isStale: boolean): OriginServer | undefined {
    return isStale ? tried : undefined;
  }

  destroy(): Promise<void> {
    return this.#server.destroy();
  }
}
