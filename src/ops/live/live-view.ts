import type { ExchangeRecord, ProxyObserver } from "../../proxy/observer.ts";
import type { ServerState } from "../../upstream/origin-server.ts";
import { DURATION_BOUNDS_MS, type LiveReport, RECENT_COUNT, type RecentRequest, type Tally } from "./live-report.ts";

/** Keeps the figures that the live page shows of one proxy. */
export class LiveView implements ProxyObserver {
  readonly #routes = new Map<string, Counts>();
  readonly #upstreams = new Map<string, Counts>();
  readonly #recent: Readonly<ExchangeRecord>[] = [];
  readonly #endedAt: number[] = [];
  #count = 0;

  started(): void {}

  ended(record: Readonly<ExchangeRecord>): void {
    const slot = this.#count++ % RECENT_COUNT;
    this.#recent[slot] = record;
    this.#endedAt[slot] = Date.now();
    if (record.route !== undefined) countIn(this.#routes, record.route, record);
    if (record.upstream !== undefined) countIn(this.#upstreams, record.upstream, record);
  }

  /** @param servers their current states */
  report(servers: readonly ServerState[]): LiveReport {
    const states = new Map(servers.map((server) => [server.origin, server]));
    const upstreams = [...new Set([...states.keys(), ...this.#upstreams.keys()])].map((name) => {
      const { isIn = true, inFlight = 0 } = states.get(name) ?? {};
      return [name, { ...(this.#upstreams.get(name) ?? new Counts()).tally(), isOut: !isIn, inFlight }] as const;
    });
    return {
      routes: Object.fromEntries([...this.#routes].map(([name, counts]) => [name, counts.tally()])),
      upstreams: Object.fromEntries(upstreams),
      recent: this.#recent
        .map((record, slot) => recentRequest(record, this.#endedAt[slot] ?? 0))
        .sort((a, b) => b.at - a.at),
    };
  }
}

class Counts {
  #requests = 0;
  #failures = 0;
  readonly #durations = new Array<number>(DURATION_BOUNDS_MS.length + 1).fill(0);

  add({ status, error, durationMs }: Readonly<ExchangeRecord>): void {
    this.#requests++;
    if (status >= 500 || (error !== undefined && error !== "ERR_CLIENT_ABORTED")) this.#failures++;
    const found = DURATION_BOUNDS_MS.findIndex((bound) => durationMs <= bound);
    const index = found === -1 ? DURATION_BOUNDS_MS.length : found;
    this.#durations[index] = (this.#durations[index] ?? 0) + 1;
  }

  tally(): Tally {
    return { requests: this.#requests, failures: this.#failures, durations: [...this.#durations] };
  }
}

function countIn(table: Map<string, Counts>, name: string, record: Readonly<ExchangeRecord>): void {
  let counts = table.get(name);
  if (!counts) {
    counts = new Counts();
    table.set(name, counts);
  }
  counts.add(record);
}

/** Request targets may be long. */
const SHOWN_CHARS = 200;

function recentRequest(record: Readonly<ExchangeRecord>, at: number): RecentRequest {
  const { method, host, path, status, durationMs, responseBytes, refusal, error, body } = record;
  return {
    at,
    method,
    host: host.slice(0, SHOWN_CHARS),
    path: path.slice(0, SHOWN_CHARS),
    status,
    durationMs,
    bytes: responseBytes,
    outcome: error ?? refusal ?? body ?? "",
  };
}
