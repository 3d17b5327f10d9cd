import type { OriginServer } from "./origin-server.ts";
import type { StickyCookie } from "./sticky-cookie.ts";

/** What answers a route's requests: the servers of one application, or a tree of files. */
export interface Upstream {
  /** Why it cannot take one more request; undefined when it can. */
  readonly obstacle: Obstacle | undefined;
  /** All that it has, well or ill. */
  readonly servers: readonly OriginServer[];
  /** What keeps a client at one server; undefined where each request goes its own way. */
  readonly sticky: StickyCookie | undefined;
  /**
   * Who takes a request.
   *
   * @param bound who has the client's session
   * @returns undefined when nobody can
   */
  pick(bound: OriginServer | undefined): OriginServer | undefined;
  /**
   * Who takes a request that came to nothing. To be asked once for a request, and only if it does no harm to send it again.
   *
   * @param isStale whether it was on a kept connection which the server closed at that moment
   * @returns undefined when nobody does
   */
  pickAgain(tried: OriginServer, isStale: boolean): OriginServer | undefined;
  /** Breaks off what is under way. */
  destroy(): Promise<void>;
}

export type Obstacle = "overload" | "upstream-down";
