import type { ExchangeRecord, ProxyObserver } from "../proxy/observer.ts";
import type { ServerChange } from "../upstream/server-change.ts";
import { Counter, gauge, Histogram, type MetricFamily } from "./prometheus.ts";

/** Counts what the proxy does. */
export class Metrics implements ProxyObserver {
  readonly #requests = new Counter("reorigin_requests_total", "Requests, by the class of the status sent.", "status");
  readonly #refusals = new Counter("reorigin_refusals_total", "Answers given in an upstream's place.", "refusal");
  readonly #errors = new Counter("reorigin_errors_total", "Exchanges that broke off, by error code.", "code");
  readonly #bodies = new Counter("reorigin_bodies_total", "Bodies that were rewritten, or why not.", "outcome");
  readonly #requestBodies = new Counter(
    "reorigin_request_bodies_total",
    "Bodies of requests that were mapped back, or why not.",
    "outcome",
  );
  readonly #overruns = new Counter("reorigin_overruns_total", "Tokens that passed unread because they were too long.");
  readonly #requestBytes = new Counter("reorigin_request_bytes_total", "Bytes of content read from clients.");
  readonly #responseBytes = new Counter("reorigin_response_bytes_total", "Bytes of content written to clients.");
  readonly #duration = new Histogram(
    "reorigin_request_duration_seconds",
    "From a request's head to the end of its answer.",
    [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  );
  readonly #exits = new Counter("reorigin_upstream_exits_total", "How often a server was passed over.", "upstream");
  #inFlight = 0;

  started(): void {
    this.#inFlight++;
  }

  ended({
    status,
    refusal,
    error,
    body,
    overruns,
    requestBody,
    requestBytes,
    responseBytes,
    durationMs,
  }: Readonly<ExchangeRecord>): void {
    this.#inFlight--;
    this.#requests.add(1, status === 0 ? "none" : `${Math.floor(status / 100)}xx`);
    if (refusal !== undefined) this.#refusals.add(1, refusal);
    if (error !== undefined) this.#errors.add(1, error);
    if (body !== undefined) this.#bodies.add(1, body);
    if (requestBody !== undefined) this.#requestBodies.add(1, requestBody);
    this.#overruns.add(overruns);
    this.#requestBytes.add(requestBytes);
    this.#responseBytes.add(responseBytes);
    this.#duration.observe(durationMs / 1000);
  }

  serverChanged({ upstream, isIn }: ServerChange): void {
    if (!isIn) this.#exits.add(1, upstream);
  }

  families(): MetricFamily[] {
    return [
      ...[this.#requests, this.#refusals, this.#errors, this.#bodies, this.#requestBodies, this.#overruns],
      ...[this.#requestBytes, this.#responseBytes, this.#duration, this.#exits],
    ]
      .map((counter) => counter.family())
      .concat(gauge("reorigin_requests_in_flight", "Requests that are being answered.", this.#inFlight));
  }
}
