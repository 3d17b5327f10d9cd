import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect, createServer } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import type { Command } from "./compared-proxy.ts";
import { cpuUs, processTree } from "./process-tree.ts";

const READY_MS = 15_000;
const CLOSE_MS = 2_000;

/** With the folders of system programs, which are not on users' paths. */
const PATH = `${process.env["PATH"]}:/usr/sbin:/sbin`;

/** A server in a process of its own, on a port of the loopback interface. */
export class Server {
  readonly port: number;
  readonly #child: ChildProcess;
  #stderr = "";
  #error: Error | undefined;

  /** Starts the program. Wait for `ready` before using it. */
  constructor(port: number, { program, args }: Command) {
    this.port = port;
    this.#child = spawn(program, args, { env: { ...process.env, PATH }, stdio: ["ignore", "ignore", "pipe"] });
    this.#child.on("error", (error) => {
      this.#error = error;
    });
    this.#child.stderr!.on("data", (chunk) => {
      this.#stderr = (this.#stderr + chunk).slice(-2_000);
    });
  }

  /**
   * Waits until it accepts connections.
   *
   * @throws {Error} if the program is not installed, ends, or does not accept connections
   */
  async ready(): Promise<void> {
    for (const deadline = performance.now() + READY_MS; performance.now() < deadline; await delay(20)) {
      if (this.#error) throw this.#error;
      if (this.#hasEnded) throw new Error(`it ended: ${this.stderr}`);
      if (await accepts(this.port)) return;
    }
    throw new Error(`it does not listen: ${this.stderr}`);
  }

  /** The end of its standard error. */
  get stderr(): string {
    return this.#stderr.trim();
  }

  /** Processor time of the program and its children so far, in µs. */
  cpuUs(): number {
    return cpuUs(this.#child.pid!);
  }

  /** Sends SIGTERM. */
  kill(): void {
    if (!this.#hasEnded) this.#child.kill();
  }

  /** Ends the program and its children, by force if that takes too long. */
  async close(): Promise<void> {
    const { pid } = this.#child;
    if (pid === undefined || this.#hasEnded) return;
    const ended = once(this.#child, "exit");
    const tree = processTree(pid);
    this.kill();
    await Promise.race([ended, delay(CLOSE_MS, undefined, { ref: false })]);
    if (this.#hasEnded) return;
    for (const member of tree) killNow(member);
    await ended;
  }

  get #hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}

async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

function killNow(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
