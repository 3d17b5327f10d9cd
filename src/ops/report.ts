import { type LiveReport, sumLive } from "./live/live-report.ts";
import { type MetricFamily, sumFamilies } from "./prometheus.ts";

/** The figures of a process at one moment. Plain data: it may come from another process. */
export interface Report {
  readonly metrics: readonly MetricFamily[];
  readonly live: LiveReport;
}

export const EMPTY_REPORT: Report = { metrics: [], live: { routes: {}, upstreams: {}, recent: [] } };

/** Sums the reports of several processes. */
export function sumReports(reports: readonly Report[]): Report {
  return {
    metrics: sumFamilies(reports.flatMap(({ metrics }) => metrics)),
    live: sumLive(reports.map(({ live }) => live)),
  };
}

/** The report of a process that has ended: only its counters still count. */
export function pastReport({ metrics, live: { routes, upstreams, recent } }: Report): Report {
  const servers = Object.entries(upstreams).map(([name, tally]) => [name, { ...tally, isOut: false, inFlight: 0 }]);
  return {
    metrics: metrics.filter(({ type }) => type !== "gauge"),
    live: { routes, upstreams: Object.fromEntries(servers), recent },
  };
}
