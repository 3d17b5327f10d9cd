import type { OriginServer } from "./origin-server.ts";
import type { StickyCookie } from "./sticky-cookie.ts";

/** Answers the requests of a route: the servers of one application, or a folder of files. */
export interface Upstream {
  /** Why it cannot take another request; undefined if it can. */
  readonly obstacle: Obstacle | undefined;
  /** All servers, healthy or not. */
  readonly servers: readonly OriginServer[];
  /** Keeps clients on one server, if configured. */
  readonly sticky: StickyCookie | undefined;
  /**
   * Chooses a server for a request.
   *
   * @param bound the server that has the client's session
   * @returns undefined if none can take it
   */
  pick(bound: OriginServer | undefined): OriginServer | undefined;
  /**
   * Chooses a server to retry a failed request. To be called at most once per request, and only if repeating it is safe.
   *
   * @param isStale whether it was sent on a reused connection that the server closed at that moment. Then the same server is
   *   chosen if no other can be, whatever the budget for retries.
   * @returns undefined for no retry
   */
  pickAgain(tried: OriginServer, isStale: boolean): OriginServer | undefined;
  /** Cuts off requests in flight. */
  destroy(): Promise<void>;
}

export type Obstacle = "overload" | "upstream-down";
