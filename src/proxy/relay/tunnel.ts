import type { Duplex } from "node:stream";
import type { BareChannel } from "../arrival.ts";

/** How a tunnel is watched. */
export interface TunnelOptions {
  /** 0 for none. A byte in either direction is activity on both sides, so that one is enough to watch. */
  readonly idleTimeoutMs: number;
  /** Ends the client's side so that it is no good end. */
  readonly breakOff: () => void;
}

/**
 * Joins two connections until both are over. Each end is passed on alone (half-close), after everything that came before
 * it; an error or a reset of one breaks off the other.
 */
export function openTunnel(client: BareChannel, upstream: Duplex, { idleTimeoutMs, breakOff }: TunnelOptions): void {
  whenBroken(client, () => upstream.destroy());
  whenBroken(upstream, breakOff);
  client.setTimeout(idleTimeoutMs, breakOff);
  client.pipe(upstream);
  upstream.pipe(client);
}

function whenBroken(side: Duplex, breakOther: () => void): void {
  side.allowHalfOpen = true;
  side.on("error", ignore);
  side.once("close", () => {
    // Closed in good order, the other still has this one's last bytes to send.
    if (!side.readableEnded || side.errored) breakOther();
  });
}

/** "close" follows, and says all. */
function ignore(): void {}
