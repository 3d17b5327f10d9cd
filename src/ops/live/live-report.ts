/** The live page's figures of one process. Plain data: it may come from another process. */
export interface LiveReport {
  /** By the first public URL. */
  readonly routes: Readonly<Record<string, Tally>>;
  /** By origin or socket. */
  readonly upstreams: Readonly<Record<string, ServerTally>>;
  /** The latest first. */
  readonly recent: readonly RecentRequest[];
}

/** Requests since the process started. */
export interface Tally {
  readonly requests: number;
  /** Requests that failed, or got a status from 500 on. */
  readonly failures: number;
  /** Requests by duration: one count for each of {@link DURATION_BOUNDS_MS}, and one for all that took longer. */
  readonly durations: readonly number[];
}

export interface ServerTally extends Tally {
  readonly isOut: boolean;
  /** Requests that the server has not answered yet, or that wait for it. */
  readonly inFlight: number;
}

/** Contains neither queries nor fields, which could be secret. */
export interface RecentRequest {
  /** When it ended, in ms since 1970. */
  readonly at: number;
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly status: number;
  readonly durationMs: number;
  readonly bytes: number;
  /** What happened to the response's content, or why there is none. */
  readonly outcome: string;
}

/** Upper bounds, fine enough to read percentiles to within a quarter. */
export const DURATION_BOUNDS_MS: readonly number[] = [
  ...[1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768],
  ...[1024, 1536, 2048, 3072, 4096, 6144, 8192, 12_288, 16_384, 24_576, 32_768, 65_536],
];

export const RECENT_COUNT = 50;

export function sumLive(reports: readonly LiveReport[]): LiveReport {
  const routes = reports.map((report) => report.routes);
  const upstreams = reports.map((report) => report.upstreams);
  return {
    routes: sumBy(routes, sumTallies),
    upstreams: sumBy(upstreams, sumServers),
    recent: reports
      .flatMap(({ recent }) => recent)
      .sort((a, b) => b.at - a.at)
      .slice(0, RECENT_COUNT),
  };
}

function sumBy<T>(tables: readonly Readonly<Record<string, T>>[], add: (a: T, b: T) => T): Record<string, T> {
  const sums = new Map<string, T>();
  for (const [name, tally] of tables.flatMap((table) => Object.entries(table))) {
    const sum = sums.get(name);
    sums.set(name, sum === undefined ? tally : add(sum, tally));
  }
  return Object.fromEntries(sums);
}

function sumTallies(a: Tally, b: Tally): Tally {
  return {
    requests: a.requests + b.requests,
    failures: a.failures + b.failures,
    durations: a.durations.map((count, i) => count + (b.durations[i] ?? 0)),
  };
}

/** Each process decides by itself whether a server is out. One such process is enough to show it. */
function sumServers(a: ServerTally, b: ServerTally): ServerTally {
  return { ...sumTallies(a, b), isOut: a.isOut || b.isOut, inFlight: a.inFlight + b.inFlight };
}
