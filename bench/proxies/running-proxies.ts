import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command, ComparedProxy } from "./compared-proxy.ts";
import { program } from "./program.ts";
import { freePort, Server } from "./server.ts";

/** The running application, and all proxies in front of it. */
export class RunningProxies {
  readonly servers: Map<ComparedProxy, Server> = new Map();
  /** Proxies that do not run, and why. */
  readonly absent: Map<ComparedProxy, string> = new Map();
  readonly #started: Server[] = [];
  readonly #directories: string[] = [];

  constructor() {
    // They must not outlive this process.
    process.once("exit", () => {
      for (const server of this.#started) server.kill();
    });
  }

  async start(proxies: readonly ComparedProxy[]): Promise<void> {
    const originPort = await freePort();
    await this.#run(originPort, program("origin", { port: originPort }));
    for (const proxy of proxies) {
      const directory = await mkdtemp(join(tmpdir(), "reorigin-bench-"));
      this.#directories.push(directory);
      const port = await freePort();
      try {
        this.servers.set(proxy, await this.#run(port, await proxy.prepare({ originPort, port, directory })));
      } catch (error) {
        this.absent.set(proxy, (error as Error).message);
      }
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#started.map((server) => server.close()));
    await Promise.all(this.#directories.map((directory) => rm(directory, { recursive: true, force: true })));
  }

  async #run(port: number, command: Command): Promise<Server> {
    const server = new Server(port, command);
    this.#started.push(server);
    await server.ready();
    return server;
  }
}
