import type { ReoriginError } from "../errors.ts";
import type { ExchangeRecord, ProxyObserver } from "../proxy/observer.ts";
import type { InFlight } from "../proxy/occupancy.ts";
import { REFUSALS } from "../proxy/refusals.ts";
import type { ServerChange } from "../upstream/server-change.ts";
import type { Log } from "./log.ts";
import type { Severity } from "./log-line.ts";

/** One line for each exchange. A record holds neither queries nor cookies nor credentials, so no line does. */
export class AccessLog implements ProxyObserver {
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  started(): void {}

  ended(record: Readonly<ExchangeRecord>): void {
    const { method, host, path, status, responseBytes, durationMs, client, upstream, refusal, error } = record;
    const { version, body, overruns, requestBody } = record;
    this.#log.write(severityOf(record), `${method} ${host}${path}`, {
      status,
      bytes: responseBytes,
      ms: Math.round(durationMs * 10) / 10,
      http: version,
      client,
      upstream,
      body,
      overruns: overruns || undefined,
      requestBody,
      refusal,
      error,
    });
  }

  serverChanged({ upstream, isIn, by }: ServerChange): void {
    this.#log.write("warn", isIn ? "upstream is back in use" : "upstream is out of use", { upstream, by });
  }

  certificatesChanged(address: string, problem: ReoriginError | undefined): void {
    if (problem) this.#log.write("error", problem.message, { address });
    else this.#log.write("info", "certificates renewed", { address });
  }

  drainTimedOut({ requests, tunnels }: InFlight): void {
    this.#log.write("warn", "drainTimeoutMs is over: cut off", { requests, tunnels });
  }
}

/** Failures of the application are warnings, because an administrator may have to act; those of clients are not. */
function severityOf({ refusal, error }: Readonly<ExchangeRecord>): Severity {
  const isServerError = refusal !== undefined && REFUSALS[refusal].status >= 500;
  return isServerError || (error !== undefined && error !== "ERR_CLIENT_ABORTED") ? "warn" : "info";
}
