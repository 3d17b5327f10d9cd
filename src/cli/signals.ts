import { EXIT_FAILURE, EXIT_FINE } from "./exit-codes.ts";
import type { Io } from "./io.ts";

const STOP = ["SIGTERM", "SIGINT"] as const;

/**
 * Waits for SIGTERM or SIGINT, then for `close`; a second signal does not wait for it.
 *
 * @returns the exit code
 */
export async function untilStopped(io: Io, close: () => Promise<void>): Promise<number> {
  await nextStop(io);
  io.stderr.write("reorigin: stopping; once more to stop at once\n");
  const closed = close().then(() => EXIT_FINE);
  return Promise.race([closed, nextStop(io).then(() => EXIT_FAILURE)]);
}

function nextStop(io: Io): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      for (const signal of STOP) io.off(signal, stop);
      resolve();
    };
    for (const signal of STOP) io.on(signal, stop);
  });
}
