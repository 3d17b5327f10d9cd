import type { AddressInfo } from "node:net";
import type { Config } from "../config/config.ts";
import type { Log } from "../ops/log.ts";
import type { Report } from "../ops/report.ts";
import { Telemetry } from "../ops/telemetry.ts";
import { ReverseProxy } from "../proxy/reverse-proxy.ts";
import type { Service } from "./service.ts";

/** A proxy in this process. */
export class LocalService implements Service {
  isReady = false;
  readonly failed = new Promise<never>(() => {});
  readonly #log: Log;
  readonly #telemetry: Telemetry;
  readonly #proxy: ReverseProxy;

  constructor(config: Config, log: Log) {
    this.#log = log;
    this.#telemetry = new Telemetry(config, log);
    this.#proxy = new ReverseProxy(config, this.#telemetry.observer);
  }

  async listen(): Promise<AddressInfo[]> {
    const addresses = await this.#proxy.listen();
    this.isReady = true;
    return addresses;
  }

  async reload(config: Config): Promise<void> {
    await this.#proxy.reload(config);
    this.#log.setLevel(config.logLevel);
  }

  async report(): Promise<Report> {
    return this.#telemetry.report(this.#proxy.servers);
  }

  /** Stops accepting connections, after `lameDuckMs`. */
  async stop(): Promise<void> {
    this.isReady = false;
    await this.#proxy.stop();
  }

  async close(): Promise<void> {
    this.isReady = false;
    await this.#proxy.close();
    this.#telemetry.close();
  }
}
