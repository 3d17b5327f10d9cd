import type { OriginServer } from "./origin-server.ts";

/** Later: see the next step. */
export interface StickyCookie {
  serverOf(value: string): OriginServer | undefined;
}
