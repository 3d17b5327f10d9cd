import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { type IncomingHttpHeaders, type RequestOptions, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ConfigInput } from "../../../src/config/config.ts";
import { assertNoWarnings } from "./warnings.ts";

const PROGRAM = fileURLToPath(new URL("../../../src/cli.ts", import.meta.url));

export interface ServiceOptions {
  readonly nodeOptions?: readonly string[];
  readonly args?: readonly string[];
  /** A shell's command that runs before, such as `ulimit -n 64`. */
  readonly before?: string;
  /** Where standard error goes: a descriptor, or a pipe that is read (default) or not. */
  readonly stderr?: "read" | "unread" | number;
}

/** Whatever ends a test or a suite. */
export interface Ending {
  after(end: () => unknown): void;
}

/**
 * `reorigin serve` in a process of its own, with its admin server. Promises that are rejected and not handled end it, and
 * when it has ended, warnings of Node fail the test.
 */
export class ServiceProcess {
  readonly #child: ChildProcess;
  readonly #file: string;
  /** Resolves when all of standard error is read. */
  #hasSaid: Promise<unknown> | undefined;
  #stdout = "";
  stderr = "";

  private constructor(child: ChildProcess, file: string) {
    this.#child = child;
    this.#file = file;
    child.stdout!.on("data", (chunk) => {
      this.#stdout += chunk;
    });
  }

  /** @param config as in a configuration file; files that it names must be absolute */
  static async start(ending: Ending, config: ConfigInput, options: ServiceOptions = {}): Promise<ServiceProcess> {
    const { nodeOptions = [], args = [], before = "true", stderr = "read" } = options;
    const directory = mkdtempSync(join(tmpdir(), "reorigin-"));
    const file = join(directory, "reorigin.json");
    const program = [process.execPath, "--unhandled-rejections=strict", ...nodeOptions, PROGRAM];
    const child = spawn(
      "/bin/sh",
      ["-c", `${before}; exec "$@"`, "sh", ...program, "serve", "--config", file, ...args],
      {
        // The last is where a process of COLLECTING says that it has collected.
        stdio: ["ignore", "pipe", typeof stderr === "number" ? stderr : "pipe", "pipe"],
        detached: true,
      },
    );
    const service = new ServiceProcess(child, file);
    service.configure(config);
    if (stderr === "read") {
      child.stderr!.on("data", (chunk) => {
        service.stderr += chunk;
      });
      service.#hasSaid = once(child.stderr!, "close");
    }
    ending.after(async () => {
      await service.#killGroup();
      rmSync(directory, { recursive: true });
      assertNoWarnings(service.stderr);
    });
    await service.says(/health and metrics on/);
    return service;
  }

  get pid(): number {
    return this.#child.pid!;
  }

  get port(): number {
    return Number(/listening on \S+:(\d+)\n/.exec(this.#stdout)?.[1]);
  }

  get adminPort(): number {
    return Number(/health and metrics on \S+:(\d+)\n/.exec(this.#stdout)?.[1]);
  }

  /** Its children. */
  get workers(): number[] {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name) && parentOf(name) === this.pid)
      .map(Number);
  }

  /** Resolves with its exit code, or the name of the signal that ended it. */
  async ended(): Promise<number | string> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) await once(this.#child, "exit");
    return this.#child.exitCode ?? this.#child.signalCode ?? "";
  }

  /** Writes the configuration file, all of it at once. */
  configure(config: ConfigInput | string): void {
    const defaults = { listen: "127.0.0.1:0", admin: "127.0.0.1:0", logLevel: "error" };
    const text = typeof config === "string" ? config : JSON.stringify({ ...defaults, ...config });
    writeFileSync(`${this.#file}.new`, text);
    renameSync(`${this.#file}.new`, this.#file);
  }

  /** @param whom default: the process that was started; "group": what a terminal does at Ctrl-C */
  signal(name: NodeJS.Signals, whom: number | "group" = this.pid): void {
    process.kill(whom === "group" ? -this.pid : whom, name);
  }

  /** Waits for a line of its output or its log. */
  async says(pattern: RegExp): Promise<void> {
    const start = performance.now();
    while (!pattern.test(this.#stdout) && !pattern.test(this.stderr)) {
      if (performance.now() - start > HANG_MS) throw new Error(`Never said ${pattern}: ${this.#stdout}${this.stderr}`);
      if (this.#child.exitCode !== null) throw new Error(`Ended without ${pattern}: ${this.#stdout}${this.stderr}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /** Asks the admin server. */
  admin(path: string): Promise<Answer> {
    return ask({ port: this.adminPort, path });
  }

  /** Asks the proxy, as a client of `www.example.com`. */
  page(path = "/", connection = "close"): Promise<Answer> {
    return ask({ port: this.port, path, headers: { host: "www.example.com", connection } });
  }

  /** A sample of the metrics, by what stands before its value; 0 when it is not there. */
  async metric(sample: string): Promise<number> {
    const { text } = await this.admin("/metrics");
    const line = text.split("\n").find((candidate) => candidate.startsWith(`${sample} `));
    return Number(line?.slice(sample.length + 1) ?? 0);
  }

  /** Waits until a sample of the metrics is as it should be. */
  async metricIs(sample: string, isRight: (value: number) => boolean): Promise<void> {
    const start = performance.now();
    for (let value = await this.metric(sample); !isRight(value); value = await this.metric(sample)) {
      if (performance.now() - start > HANG_MS) throw new Error(`Still ${sample} ${value}: ${this.stderr}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async #killGroup(): Promise<void> {
    try {
      process.kill(-this.pid, "SIGKILL");
    } catch {
      // All of it has ended.
    }
    await this.ended();
    await this.#hasSaid;
  }
}

/** What has not come by then never comes. */
const HANG_MS = 60_000;

interface Answer {
  readonly status: number;
  readonly fields: IncomingHttpHeaders;
  readonly text: string;
}

function ask(options: RequestOptions): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const asked = request({ ...options, host: "127.0.0.1", agent: false }, (response) => {
    let text = "";
    response.setEncoding("utf8").on("data", (chunk) => {
      text += chunk;
    });
    response.on("error", reject);
    response.on("end", () => resolve({ status: response.statusCode ?? 0, fields: response.headers, text }));
  });
  asked.on("error", reject).end();
  return promise;
}

function parentOf(pid: string): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return undefined;
  }
}
