import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** How long a child may take to say that it is ready. */
const READY_MS = 15_000;

export interface ChildOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What it says, on either output, once it is ready; the match is kept. */
  readonly ready: RegExp;
}

export interface Child {
  readonly ready: RegExpMatchArray;
  /** All that it has said so far. */
  output(): string;
  /** Ends it and whatever it started; resolves to its exit code, null after a signal. */
  close(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Starts a program as the leader of a process group of its own and waits until it is ready. */
export async function startChild(command: string, args: readonly string[], options: ChildOptions): Promise<Child> {
  const env = { ...process.env, ...options.env };
  const child = spawn(command, args, { ...(options.cwd && { cwd: options.cwd }), env, detached: true, stdio: "pipe" });
  child.stdin.end();
  let output = "";
  const close = async (signal: NodeJS.Signals = "SIGTERM") => {
    const ended = hasEnded(child) ? undefined : once(child, "exit");
    signalGroup(child, signal);
    await ended;
    return child.exitCode;
  };
  try {
    const ready = await new Promise<RegExpMatchArray>((resolve, reject) => {
      const fail = (why: string) => reject(new Error(`${command} ${why}:\n${output}`));
      const timer = setTimeout(() => fail("did not get ready"), READY_MS);
      const listen = (chunk: Buffer) => {
        output += chunk;
        const match = options.ready.exec(output);
        if (match === null) return;
        clearTimeout(timer);
        resolve(match);
      };
      child.stdout.on("data", listen);
      child.stderr.on("data", listen);
      child.once("error", reject);
      child.once("exit", (code) => fail(`ended with ${code}`));
    });
    return { ready, output: () => output, close };
  } catch (error) {
    await close("SIGKILL");
    throw error;
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
