import type { Duplex } from "node:stream";
import type { BareChannel } from "../arrival.ts";

/** How a tunnel ends. */
export interface TunnelOptions {
  /** 0 for none. A byte in either direction is activity on both sides, so only the client's side is watched. */
  readonly idleTimeoutMs: number;
  /** Ends the client's side so that it does not look like a clean end. */
  readonly breakOff: () => void;
}

/**
 * Joins two connections until both have ended. The end of one direction is passed on alone (half-close), after all bytes
 * before it. An error or a reset of one connection breaks off the other.
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
    // After a clean end, the other side may still have this side's last bytes to send.
    if (!side.readableEnded || side.errored) breakOther();
  });
}

/** Handled at "close", which always follows. */
function ignore(): void {}
