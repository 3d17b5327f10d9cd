import type { RawConnection } from "./raw-connection.ts";

/** What the kernel keeps for one connection on both of its ends, and we between two: a bound with room to spare. */
export const BUFFERED_BYTES = 24_000_000;
export const TOTAL_BYTES = 64_000_000;
export const PIECE = Buffer.alloc(64_000, "x");

/** Writes as long as the other side takes it; resolves with the bytes taken once nothing moves any more. */
export async function fill(connection: RawConnection): Promise<number> {
  let written = 0;
  let drained = true;
  connection.socket.on("drain", () => {
    drained = true;
  });
  for (let still = 0; still < 20 && written < TOTAL_BYTES; still++) {
    while (drained && written < TOTAL_BYTES) {
      written += PIECE.length;
      drained = connection.socket.write(PIECE);
      still = 0;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return written;
}
