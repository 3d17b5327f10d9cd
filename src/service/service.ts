import type { AddressInfo } from "node:net";
import type { Config } from "../config/config.ts";
import type { Report } from "../ops/report.ts";

/** A proxy at work: in this process, or in several others. */
export interface Service {
  /** Whether requests should be sent here: false before listening and from the beginning of {@link close}. */
  readonly isReady: boolean;
  /** Rejects when it cannot go on. */
  readonly failed: Promise<never>;
  /** @throws ReoriginError ERR_LISTEN and what a proxy is opened with; then nothing is listened on */
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
