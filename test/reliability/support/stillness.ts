import type { Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { isFull } from "./figures.ts";
import type { ProxyProcess } from "./proxy-process.ts";

const WATCHED_MS = isFull ? 60_000 : 3000;
const RESTS = 6;

/**
 * Resolves when a count, and the proxy, have come to rest, and then some.
 *
 * @param restBytes less than that in a moment is no motion: it is what slow peers take
 */
export async function untilStill(count: () => number, restBytes: number, proxy: ProxyProcess): Promise<void> {
  const start = performance.now();
  for (let before = -1, still = 0; still < RESTS || performance.now() - start < WATCHED_MS; ) {
    await delay(250);
    const now = count();
    still = now - before < restBytes && proxy.isAtRest ? still + 1 : 0;
    before = now;
  }
}

/** What a socket has handed to the kernel. */
export function writtenBytes(socket: Socket): number {
  return socket.bytesWritten - socket.writableLength;
}

export function sum<T>(items: readonly T[], bytes: (item: T) => number): number {
  return items.reduce((total, item) => total + bytes(item), 0);
}
