import cluster, { type Worker } from "node:cluster";
import { once } from "node:events";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import type { Config } from "../config/config.ts";
import { ReoriginError } from "../errors.ts";
import { EMPTY_REPORT } from "../ops/report.ts";
import { type Answer, type CallName, errorOf, type WorkerCalls } from "./worker-calls.ts";

/** One worker, from the primary's side. Calls are rejected if it exits before it answers. */
export class WorkerProcess {
  /** On the clock of `performance`. */
  readonly startedAt = performance.now();
  /** Resolves with the reason of its exit: a signal name or an exit code. */
  readonly ended: Promise<string | number>;
  isReady = false;
  /** The last one that it gave. */
  report = EMPTY_REPORT;
  readonly #worker: Worker;
  readonly #calls = new Map<number, PromiseWithResolvers<unknown>>();
  #callCount = 0;
  #hasEnded = false;

  constructor() {
    // Workers accept connections themselves: see docs/decisions/011-workers-share-a-socket.md.
    cluster.schedulingPolicy = cluster.SCHED_NONE;
    cluster.setupPrimary({ exec: MAIN_MODULE, args: [] });
    this.#worker = cluster.fork();
    this.#worker.on("message", (answer: Answer) => this.#take(answer));
    this.ended = once(this.#worker, "exit").then(([code, signal]) => this.#end(signal ?? code));
  }

  get pid(): number {
    return this.#worker.process.pid ?? 0;
  }

  call<Name extends CallName>(name: Name, config?: Config): ReturnType<WorkerCalls[Name]> {
    const call = Promise.withResolvers<unknown>();
    const id = this.#callCount++;
    if (this.#hasEnded) {
      call.reject(this.#gone());
    } else {
      this.#calls.set(id, call);
      this.#worker.send({ id, name, config }, () => {});
    }
    return call.promise as ReturnType<WorkerCalls[Name]>;
  }

  kill(): void {
    this.#worker.process.kill("SIGKILL");
  }

  #take({ id, value, failure }: Answer): void {
    const call = this.#calls.get(id);
    this.#calls.delete(id);
    if (failure) call?.reject(errorOf(failure));
    else call?.resolve(value);
  }

  #end(how: string | number): string | number {
    this.#hasEnded = true;
    this.isReady = false;
    for (const call of this.#calls.values()) call.reject(this.#gone());
    this.#calls.clear();
    return how;
  }

  #gone(): ReoriginError {
    return new ReoriginError("ERR_WORKER", `Cannot ask the worker "${this.pid}": it ended`);
  }
}

const MAIN_MODULE = fileURLToPath(new URL(`./worker${extname(import.meta.url)}`, import.meta.url));
