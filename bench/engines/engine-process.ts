import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Task } from "./engine.ts";
import type { Reply, Request } from "./messages.ts";
import type { Engine } from "./table.ts";

const WORKER = fileURLToPath(new URL("worker.ts", import.meta.url));

/** One engine in a process of its own, so that engines do not influence each other's JIT compilation. */
export class EngineProcess {
  readonly engine: Engine;
  readonly #child: ChildProcess;
  readonly #gone: Promise<Reply>;

  constructor(engine: Engine) {
    this.engine = engine;
    this.#child = spawn(RUNTIMES[engine.runtime], [WORKER, engine.module], {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      serialization: "json",
    });
    const gone = Promise.race([once(this.#child, "error"), once(this.#child, "exit")]);
    this.#gone = gone.then(([cause]) => ({ kind: "failed", reason: `it ended: ${cause}` }));
  }

  /** Rewrites a page. After that, `measure` finds it by the name of its case. */
  async rewrite(name: string, task: Task, page: Buffer): Promise<Buffer> {
    const reply = await this.#ask({ kind: "rewrite", case: name, task, page: page.toString("base64") });
    if (reply.kind === "rewritten") return Buffer.from(reply.page, "base64");
    throw new Error(reply.kind === "failed" ? reply.reason : reply.kind);
  }

  /** Bytes rewritten per second of processor time. */
  async measure(name: string, forMs: number): Promise<number> {
    const reply = await this.#ask({ kind: "measure", case: name, forMs });
    if (reply.kind === "measured") return reply.bytesPerSecond;
    throw new Error(reply.kind === "failed" ? reply.reason : reply.kind);
  }

  async #ask(request: Request): Promise<Reply> {
    const reply = once(this.#child, "message").then(([message]) => message as Reply);
    this.#child.send(request, () => {});
    return Promise.race([reply, this.#gone]);
  }

  close(): void {
    this.#child.kill();
  }
}

/** `bun` is found because npm puts the folder of installed programs on the path of its scripts. */
const RUNTIMES = { node: process.execPath, bun: "bun" } as const satisfies Record<Engine["runtime"], string>;
