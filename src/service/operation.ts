import type { AddressInfo } from "node:net";
import type { Writable } from "node:stream";
import type { Config } from "../config/config.ts";
import { warningsOf } from "../config/warnings.ts";
import { AdminServer } from "../ops/admin.ts";
import { Log, type LogOutput } from "../ops/log.ts";
import { logOutput } from "../ops/log-output.ts";
import { EMPTY_REPORT, type Report, sumReports } from "../ops/report.ts";
import { newService } from "./new-service.ts";
import { Reloads } from "./reloads.ts";
import type { Service } from "./service.ts";

/** Where an operation can be reached. */
export interface Addresses {
  /** In the order of the configuration. */
  readonly proxy: readonly AddressInfo[];
  /** undefined if it is off. */
  readonly admin: AddressInfo | undefined;
}

/** A service with everything to operate it: log, admin server, reloads. */
export class Operation {
  readonly #output: LogOutput;
  readonly #service: Service;
  readonly #reloads: Reloads;
  readonly #admin: AdminServer | undefined;

  /** @throws ReoriginError ERR_CONFIG, ERR_INVALID_URL, ERR_CERTIFICATE */
  constructor(config: Config, stderr: Writable & { readonly fd?: number }) {
    this.#output = logOutput(stderr);
    const log = new Log(config.logLevel, this.#output);
    for (const warning of warningsOf(config)) log.write("warn", warning);
    this.#service = newService(config, log);
    this.#reloads = new Reloads(this.#service, config, log);
    const sources = { report: () => this.#report(), isReady: () => this.#service.isReady };
    this.#admin = config.admin === false ? undefined : new AdminServer(config.admin, sources);
  }

  /** Rejects if the service cannot continue. */
  get failed(): Promise<never> {
    return this.#service.failed;
  }

  /** @throws ReoriginError ERR_LISTEN */
  async listen(): Promise<Addresses> {
    const admin = await this.#admin?.listen();
    return { proxy: await this.#service.listen(), admin };
  }

  /**
   * Moves to another configuration, where that is possible; the log tells.
   *
   * @param read throws what is wrong with it
   */
  async reload(read: () => Config): Promise<void> {
    await this.#reloads.reload(read);
  }

  /** Writes a text to the log, at any log level. */
  say(text: string): void {
    this.#output.write(text);
  }

  async close(): Promise<void> {
    await this.#service.close();
    await this.#admin?.close();
  }

  async #report(): Promise<Report> {
    return sumReports([await this.#service.report(), { ...EMPTY_REPORT, metrics: [this.#reloads.family] }]);
  }
}
