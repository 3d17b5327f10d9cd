import type { AddressInfo } from "node:net";
import type { Config } from "../config/config.ts";
import { type ProxyObserver, tellAll } from "../proxy/observer.ts";
import { AccessLog } from "./access-log.ts";
import { AdminServer } from "./admin.ts";
import { Log, type LogOutput } from "./log.ts";
import { Metrics } from "./metrics.ts";

/** What runs beside a proxy for whoever runs it: log, counters and, where configured, the admin server. */
export class Operations {
  readonly log: Log;
  /** To be given to the proxy. */
  readonly observer: ProxyObserver;
  readonly #admin: AdminServer | undefined;
  #isReady = false;

  constructor({ logLevel, admin }: Pick<Config, "logLevel" | "admin">, output: LogOutput) {
    const metrics = new Metrics();
    this.log = new Log(logLevel, output);
    this.observer = tellAll([new AccessLog(this.log), metrics]);
    const sources = { metrics: () => metrics.text(), isReady: () => this.#isReady };
    this.#admin = admin === false ? undefined : new AdminServer(admin, sources);
  }

  /**
   * @returns where the admin server listens, if it does
   * @throws ReoriginError ERR_LISTEN
   */
  listen(): Promise<AddressInfo> | undefined {
    return this.#admin?.listen();
  }

  /** Whether requests should be sent here, as `/readyz` tells it. Default false. */
  setReady(isReady: boolean): void {
    this.#isReady = isReady;
  }

  async close(): Promise<void> {
    await this.#admin?.close();
  }
}
