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
 * Waits for SIGTERM or SIGINT, then for `close`. A second signal ends the wait, but not the same one within half a second:
 * who starts programs, such as npm, passes on what the whole process group was sent already.
 *
 * @returns the exit code
 */
export async function untilStopped(io: Io, running: Stoppable): Promise<number> {
  const { first, second } = stops(io);
  await Promise.race([first, running.failed ?? never]);
  running.say("reorigin: stopping (signal again to stop at once)\n");
  const closed = running.close().then(() => EXIT_FINE);
  return Promise.race([closed, second.then(() => EXIT_FAILURE)]);
}

const never = new Promise<never>(() => {});

/** Listens to the end: a signal that comes while nobody listens would kill the process. */
function stops(io: Io): { readonly first: Promise<void>; readonly second: Promise<void> } {
  const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let stopped: { readonly by: string; readonly at: number } | undefined;
  for (const by of STOP) {
    io.on(by, () => {
      const at = performance.now();
      if (stopped && (by !== stopped.by || at - stopped.at >= ECHO_MS)) second.resolve();
      stopped ??= { by, at };
      first.resolve();
    });
  }
  return { first: first.promise, second: second.promise };
}

const ECHO_MS = 500;
