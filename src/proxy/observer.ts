import type { ReoriginError } from "../errors.ts";
import type { ServerChange } from "../upstream/server-change.ts";
import type { RefusalName } from "./refusals.ts";

/** What became of one request: what a log line or a counter is made of. Nothing in it is secret. */
export interface ExchangeRecord {
  readonly method: string;
  /** The Host field or the target's authority, as the client wrote it. */
  readonly host: string;
  /** Path without the query. */
  readonly path: string;
  /** The client's HTTP version: "2", "1.1" or "1.0". */
  readonly version: string;
  /** The peer's address; "" when it is unknown. */
  readonly client: string;
  /** The first public URL of the route that it was for; undefined for none. */
  route: string | undefined;
  /** The origin that the request was sent to; undefined when it was not sent. */
  upstream: string | undefined;
  /** The status that the client saw; 0 when it saw none. */
  status: number;
  /** Bytes of the request's content that were read. */
  requestBytes: number;
  /** Bytes of the response's content that were written, before transfer coding. */
  responseBytes: number;
  durationMs: number;
  /** Whether the response's content was rewritten; if not, why not; undefined when there was none. */
  body: string | undefined;
  /** Tokens of the response's content that passed unread because they were longer than `pendingTokenBytes`. */
  overruns: number;
  /** The same for the request's content, where it was asked for; undefined otherwise. */
  requestBody: string | undefined;
  /** The answer that the proxy gave by itself, if it did. */
  refusal: RefusalName | undefined;
  /** Why the exchange broke off, if it did: the code of a system or undici error, or ERR_CLIENT_ABORTED. */
  error: string | undefined;
}

/** What the proxy tells whoever runs it. The first two are called once for each exchange; none must throw. */
export interface ProxyObserver {
  started(): void;
  ended(record: Readonly<ExchangeRecord>): void;
  serverChanged?(change: ServerChange): void;
  /** The files of an address's certificates are others than before. `problem` is why the old ones stay; undefined for none. */
  certificatesChanged?(address: string, problem: ReoriginError | undefined): void;
}

/** One observer in place of several. */
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
  };
}
