import { performance } from "node:perf_hooks";
import type { ClientRequest } from "./arrival.ts";
import type { ExchangeRecord, ProxyObserver } from "./observer.ts";

/** Keeps the record of one exchange, and passes it to the observer once. */
export class ExchangeLog {
  readonly record: ExchangeRecord;
  readonly #observer: ProxyObserver;
  readonly #startedAt = performance.now();

  constructor(request: ClientRequest, observer: ProxyObserver) {
    const { method = "", url = "", headers, httpVersion, socket } = request;
    const queryStart = url.indexOf("?");
    this.record = {
      method,
      host: headers.host ?? "",
      path: queryStart === -1 ? url : url.slice(0, queryStart),
      version: httpVersion,
      client: socket.remoteAddress ?? "",
      route: undefined,
      upstream: undefined,
      status: 0,
      requestBytes: 0,
      responseBytes: 0,
      durationMs: 0,
      body: undefined,
      overruns: 0,
      requestBody: undefined,
      refusal: undefined,
      error: undefined,
    };
    this.#observer = observer;
    observer.started();
  }

  close({ status, byteCount }: { readonly status: number; readonly byteCount: number }): void {
    this.record.status = status;
    this.record.responseBytes = byteCount;
    this.record.durationMs = performance.now() - this.#startedAt;
    this.#observer.ended(this.record);
  }
}
