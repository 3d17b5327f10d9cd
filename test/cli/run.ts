import { EventEmitter, once } from "node:events";
import { Readable, Writable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import { main } from "../../src/cli/main.ts";

export interface World {
  readonly stdin?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the program in this process to its end. */
export async function run(argv: readonly string[], world: World = {}): Promise<Outcome> {
  const running = start(argv, world);
  const code = await running.code;
  return { code, stdout: running.stdout.text, stderr: running.stderr.text };
}

/** The same for a program that goes on until it gets a signal. */
export function start(argv: readonly string[], { stdin = [], env = {} }: World = {}) {
  const signals = new EventEmitter();
  const stdout = new Sink();
  const stderr = new Sink();
  const io = {
    stdin: Readable.from(stdin.map((chunk) => Buffer.from(chunk))),
    stdout,
    stderr,
    env,
    on: signals.on.bind(signals),
  };
  const code = main(argv, io);
  const ended = code.finally(() => {
    stdout.end();
    stderr.end();
  });
  /** Whatever came before: a failed test must not leave it running. */
  const stop = async () => {
    signals.emit("SIGTERM");
    await setImmediate();
    signals.emit("SIGINT");
    await ended;
  };
  return { code: ended, signals, stdout, stderr, stop };
}

/** Keeps what is written to it. */
export class Sink extends Writable {
  text = "";

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.text += chunk;
    this.emit("written");
    done();
  }

  /** Waits until the text holds a match. */
  async match(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = pattern.exec(this.text);
      if (match) return match;
      if (this.writableFinished) throw new Error(`Ended without ${pattern}: ${this.text}`);
      await Promise.race([once(this, "written"), once(this, "finish")]);
    }
  }
}
