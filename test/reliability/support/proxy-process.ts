import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { ConfigInput } from "../../../src/config/config.ts";
import { assertNoWarnings } from "./warnings.ts";

const PROGRAM = fileURLToPath(new URL("../../../src/cli.ts", import.meta.url));

/** V8 lets its young generation grow by up to 32 MiB when it sees fit. Held at one size, it hides nothing. */
export const STEADY_HEAP = ["--unhandled-rejections=strict", "--min-semi-space-size=16", "--max-semi-space-size=16"];

/** Collects the garbage at a signal, and says so on a pipe of its own. */
const COLLECTOR = `
  import { writeSync } from "node:fs";
  process.on("SIGUSR2", () => {
    gc();
    gc();
    writeSync(3, "collected");
  });
`;

/**
 * A process that collects its garbage when it is told to: see {@link ProxyProcess.collect}. Its young generation is small, so
 * that how much of that was touched decides nothing.
 */
export const COLLECTING = [
  "--unhandled-rejections=strict",
  "--min-semi-space-size=1",
  "--max-semi-space-size=1",
  "--expose-gc",
  "--import",
  `data:text/javascript,${encodeURIComponent(COLLECTOR)}`,
];

/** At a signal, begins to watch collections; at the next one, says by how many bytes those of young objects filled the old ones. */
const WATCH = `
  import { writeSync } from "node:fs";
  import { GCProfiler } from "node:v8";
  const old = ({ heapSpaceStatistics }) => heapSpaceStatistics.find(({ spaceName }) => spaceName === "old_space").spaceUsedSize;
  let profiler;
  process.on("SIGUSR2", () => {
    const young = (profiler?.stop().statistics ?? []).filter(({ gcType }) => gcType === "Scavenge");
    profiler = profiler ? undefined : new GCProfiler();
    profiler?.start();
    const bytes = young.reduce((sum, { beforeGC, afterGC }) => sum + old(afterGC) - old(beforeGC), 0);
    writeSync(3, JSON.stringify({ bytes, collections: young.length }));
  });
`;

/** A process that tells what outlives its young generation, which is small: see {@link ProxyProcess.watchYoung}. */
export const WATCHING = [
  "--unhandled-rejections=strict",
  "--min-semi-space-size=2",
  "--max-semi-space-size=2",
  "--import",
  `data:text/javascript,${encodeURIComponent(WATCH)}`,
];

/** What young collections made old. */
export interface Promotions {
  readonly bytes: number;
  readonly collections: number;
}

/** Whatever ends a test or a suite. */
export interface Ending {
  after(end: () => unknown): unknown;
}

/**
 * The program in a process of its own, for what can only be measured from outside. When it has ended, warnings of Node fail
 * the test, and so does an end by itself.
 */
export class ProxyProcess {
  readonly port: number;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.port = port;
  }

  /**
   * Starts it on a free port of the loopback interface.
   *
   * @param config as in a configuration file; files that it names must be absolute
   */
  static async start(
    ending: Ending,
    config: ConfigInput,
    nodeOptions: readonly string[] = ["--unhandled-rejections=strict"],
  ): Promise<ProxyProcess> {
    const directory = mkdtempSync(join(tmpdir(), "reorigin-"));
    const file = join(directory, "reorigin.json");
    writeFileSync(file, JSON.stringify({ listen: "127.0.0.1:0", logLevel: "warn", ...config }));
    const errors = join(directory, "stderr");
    // A file is there as soon as it is written, whatever ends the process.
    const stderr = openSync(errors, "w");
    const child = spawn(process.execPath, [...nodeOptions, PROGRAM, "serve", "--config", file], {
      stdio: ["ignore", "pipe", stderr, "pipe"],
    });
    closeSync(stderr);
    ending.after(() => {
      const { exitCode, signalCode } = child;
      child.kill("SIGKILL");
      const said = readFileSync(errors, "utf8");
      rmSync(directory, { recursive: true });
      process.stderr.write(said);
      assertNoWarnings(said);
      assert.ok(!exitCode && GOOD_ENDS.has(signalCode), `ended by itself: ${exitCode ?? signalCode}`);
    });
    return new ProxyProcess(child, await announcedPort(child));
  }

  get pid(): number {
    return this.#child.pid!;
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** Resident memory without what is dead: V8 lets that wait, and a few peers do not make it look. Of {@link COLLECTING}. */
  async collect(): Promise<number> {
    for (let i = 0; i < 2; i++) {
      await this.#ask();
      // Other threads give the memory back.
      await delay(200);
    }
    return this.rssBytes;
  }

  /** What becomes old while something is done. Of {@link WATCHING}. */
  async watchYoung(action: () => Promise<unknown>): Promise<Promotions> {
    await this.#ask();
    await action();
    return JSON.parse(await this.#ask()) as Promotions;
  }

  /** Resident memory now. */
  get rssBytes(): number {
    return this.#statusBytes("VmRSS");
  }

  /** The most that it ever was, or since {@link forgetPeak}. */
  get peakRssBytes(): number {
    return this.#statusBytes("VmHWM");
  }

  forgetPeak(): void {
    writeFileSync(`/proc/${this.pid}/clear_refs`, "5");
  }

  /** Processor time so far. */
  get cpuMs(): number {
    const stat = readFileSync(`/proc/${this.pid}/stat`, "latin1");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
  }

  /** Whether it waits for something to do. Where the machine is busy, it may stand still and yet have much to do. */
  get isAtRest(): boolean {
    const stat = readFileSync(`/proc/${this.pid}/stat`, "latin1");
    return stat.slice(stat.lastIndexOf(")") + 2).startsWith("S");
  }

  get openFiles(): number {
    return readdirSync(`/proc/${this.pid}/fd`).length;
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  /** Ends it at once. */
  async stop(): Promise<void> {
    if (this.hasEnded) return;
    this.#child.kill("SIGKILL");
    await once(this.#child, "exit");
  }

  /** Sends the signal that the options of Node wait for, and resolves to what they say. */
  async #ask(): Promise<string> {
    const said = once(this.#child.stdio[3] as Readable, "data", { signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) });
    this.#child.kill("SIGUSR2");
    return String(await said);
  }

  #statusBytes(name: string): number {
    const status = readFileSync(`/proc/${this.pid}/status`, "latin1");
    return Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(status)?.[1]) * 1024;
  }
}

/** None, or one that a test has sent. */
const GOOD_ENDS: ReadonlySet<NodeJS.Signals | null> = new Set([null, "SIGKILL", "SIGTERM"] as const);

const ANSWER_TIMEOUT_MS = 30_000;

/** USER_HZ of Linux. */
const MS_PER_TICK = 10;

async function announcedPort(child: ChildProcess): Promise<number> {
  let said = "";
  for await (const chunk of child.stdout!.setEncoding("utf8").iterator({ destroyOnReturn: false })) {
    said += chunk;
    const port = /listening on \S+:(\d+)\n/.exec(said)?.[1];
    if (port === undefined) continue;
    child.stdout!.resume();
    return Number(port);
  }
  throw new Error(`The proxy ended before it listened: ${said}`);
}
