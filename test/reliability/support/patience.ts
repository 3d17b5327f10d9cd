import { setTimeout as delay } from "node:timers/promises";
import type { RawConnection } from "../../proxy/raw-connection.ts";

/** Together 300 ms; where the machine is busy, each rest takes longer by itself. */
const RESTS = 30;
const REST_MS = 10;

/**
 * Lets a connection come to its end. What is not complete waits for more, and gets none: where nothing moves any more, this
 * side ends, and waits for the other.
 *
 * @param moved counts what went anywhere, e.g. bytes
 * @returns all that was received
 * @throws when the other side does not end
 */
export async function lastWords(connection: RawConnection, moved: () => number): Promise<string> {
  await Promise.race([connection.end().catch(() => {}), untilStill(connection, moved)]);
  if (connection.ended === "no") connection.finish();
  return connection.end();
}

async function untilStill(connection: RawConnection, moved: () => number): Promise<void> {
  for (let before = -1, still = 0; still < RESTS && connection.ended === "no"; ) {
    await delay(REST_MS);
    const now = moved();
    still = now === before ? still + 1 : 0;
    before = now;
  }
}

export function totalLength(texts: readonly string[]): number {
  return texts.reduce((sum, { length }) => sum + length, 0);
}
