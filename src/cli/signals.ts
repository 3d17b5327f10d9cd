import { EXIT_FAILURE, EXIT_FINE } from "./exit-codes.ts";
import type { Io } from "./io.ts";

const STOP = ["SIGTERM", "SIGINT"] as const;

/** Something that runs until a signal stops it. */
export interface Stoppable {
  /** Tells the user. */
  say(text: string): void;
  close(): Promise<void>;
  /** Rejects if it ends on its own. Default: it does not. */
  readonly failed?: Promise<never>;
}

/**
 * Waits for SIGTERM or SIGINT, then for `close`. A second signal ends the wait.
 *
 * @returns the exit code
 */
export async function untilStopped(io: Io, running: Stoppable): Promise<number> {
  await Promise.race([nextStop(io), running.failed ?? never]);
  running.say("reorigin: stopping (signal again to stop at once)\n");
  const closed = running.close().then(() => EXIT_FINE);
  return Promise.race([closed, nextStop(io).then(() => EXIT_FAILURE)]);
}

const never = new Promise<never>(() => {});

function nextStop(io: Io): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      for (const signal of STOP) io.off(signal, stop);
      resolve();
    };
    for (const signal of STOP) io.on(signal, stop);
  });
}
