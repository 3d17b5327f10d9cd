import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ComparedProxy } from "./compared-proxy.ts";
import { program } from "./program.ts";
import { freePort, Server } from "./server.ts";

/** The application and all proxies before it, running. */
export class RunningProxies {
  readonly servers: Map<ComparedProxy, Server> = new Map();
  /** Why a proxy does not run. */
  readonly absent: Map<ComparedProxy, string> = new Map();
  readonly #directories: string[] = [];
  #origin: Server | undefined;

  constructor() {
    // Whatever ends this process ends them.
    process.once("exit", () => {
      for (const server of this.#all()) server.kill();
    });
  }

  async start(proxies: readonly ComparedProxy[]): Promise<void> {
    const originPort = await freePort();
    this.#origin = await Server.start(originPort, program("origin", { port: originPort }));
    for (const proxy of proxies) {
      const directory = await mkdtemp(join(tmpdir(), "reorigin-bench-"));
      this.#directories.push(directory);
      try {
        const port = await freePort();
        this.servers.set(proxy, await Server.start(port, await proxy.prepare({ originPort, port, directory })));
      } catch (error) {
        this.absent.set(proxy, (error as Error).message);
      }
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#all().map((server) => server.close()));
    await Promise.all(this.#directories.map((directory) => rm(directory, { recursive: true, force: true })));
  }

  #all(): Server[] {
    return [...this.servers.values(), ...(this.#origin ? [this.#origin] : [])];
  }
}
