import type { ReoriginError } from "../errors.ts";
import type { ServerChange } from "../upstream/server-change.ts";
import type { InFlight } from "./occupancy.ts";
import type { RefusalName } from "./refusals.ts";

/** The outcome of one request, for logs and metrics. It contains no queries, cookies or credentials. */
export interface ExchangeRecord {
  readonly method: string;
  /** The Host field or the target's authority, as the client wrote it. */
  readonly host: string;
  /** Path without the query. */
  readonly path: string;
  /** The client's HTTP version: "2", "1.1" or "1.0". */
  readonly version: string;
  /** The peer's IP address; "" if unknown. */
  readonly client: string;
  /** The first public URL of the matching route; undefined if none matched. */
  route: string | undefined;
  /** The origin that the request was sent to; undefined if it was not sent. */
  upstream: string | undefined;
  /** The status sent to the client; 0 if none was sent. */
  status: number;
  /** Bytes read of the request's content. */
  requestBytes: number;
  /** Bytes written of the response's content, before transfer coding. */
  responseBytes: number;
  /** From the request's head to the end of the response. */
  durationMs: number;
  /** "rewritten", or why the response's content was not; undefined if there was no response. */
  body: string | undefined;
  /** Tokens of the response's content that passed unread because they exceeded `pendingTokenBytes`. */
  overruns: number;
  /** The same as `body` for the request's content, with the option `forms`; otherwise undefined. */
  requestBody: string | undefined;
  /** The name of the response that the proxy generated itself, if it did. */
  refusal: RefusalName | undefined;
  /**
   * Why the exchange was cut off, if it was: the code of a system or undici error, ERR_CLIENT_ABORTED or
   * ERR_DRAIN_TIMEOUT.
   */
  error: string | undefined;
}

/**
 * Callbacks for logs and metrics. `started` and `ended` are called once for each request. What they throw affects no
 * request; the first time, it becomes a warning of the process (REORIGIN_OBSERVER).
 */
export interface ProxyObserver {
  started(): void;
  ended(record: Readonly<ExchangeRecord>): void;
  serverChanged?(change: ServerChange): void;
  /** The certificate files of an address have changed. `problem` says why they cannot be used; undefined if they can. */
  certificatesChanged?(address: string, problem: ReoriginError | undefined): void;
  /** The time to drain is over. Called if anything is left, before it is cut off. */
  drainTimedOut?(left: InFlight): void;
}

/** Combines several observers. */
export function tellAll(observers: readonly ProxyObserver[]): ProxyObserver {
  return {
    started() {
      for (const observer of observers) observer.started();
    },
    ended(record) {
      for (const observer of observers) observer.ended(record);
    },
    serverChanged(change) {
      for (const observer of observers) observer.serverChanged?.(change);
    },
    certificatesChanged(address, problem) {
      for (const observer of observers) observer.certificatesChanged?.(address, problem);
    },
    drainTimedOut(left) {
      for (const observer of observers) observer.drainTimedOut?.(left);
    },
  };
}
