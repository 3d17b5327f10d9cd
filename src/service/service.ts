import type { AddressInfo } from "node:net";
import type { Config } from "../config/config.ts";
import type { Report } from "../ops/report.ts";

/** A running proxy: in this process, or in several others. */
export interface Service {
  /** Whether requests should be sent here: false before listening, and from the start of {@link close} on. */
  readonly isReady: boolean;
  /** Rejects if it cannot continue. */
  readonly failed: Promise<never>;
  /** @throws {ReoriginError} ERR_LISTEN, or an error of the configuration; then it listens on nothing */
  listen(): Promise<AddressInfo[]>;
  /**
   * Goes on with another configuration. Not to be called again before it has. @throws ReoriginError; then nothing has
   * changed
   */
  reload(config: Config): Promise<void>;
  report(): Promise<Report>;
  /** Lets requests in flight finish; see `drainTimeoutMs`. */
  close(): Promise<void>;
}
