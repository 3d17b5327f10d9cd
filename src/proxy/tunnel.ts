import type { Duplex } from "node:stream";
import type { BareChannel } from "./arrival.ts";

/**
 * Joins two connections until both are over. Each end is passed on alone (half-close), after everything that came before
 * it; an error or a reset of one destroys the other.
 *
 * @param idleTimeoutMs 0 for none. A byte in either direction is activity on both sockets, so that one is enough to watch.
 */
export function openTunnel(client: BareChannel, upstream: Duplex, idleTimeoutMs: number): void {
  destroyWith(client, upstream);
  destroyWith(upstream, client);
  client.setTimeout(idleTimeoutMs, () => client.destroy());
  client.pipe(upstream);
  upstream.pipe(client);
}

function destroyWith(socket: Duplex, other: Duplex): void {
  socket.allowHalfOpen = true;
  socket.on("error", ignore);
  socket.once("close", () => {
    // Closed in good order, the other still has this one's last bytes to send.
    if (!socket.readableEnded || socket.errored) other.destroy();
  });
}

/** "close" follows, and says all. */
function ignore(): void {}
