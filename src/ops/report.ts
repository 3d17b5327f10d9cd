import { type LiveReport, sumLive } from "./live/live-report.ts";
import { type MetricFamily, sumFamilies } from "./prometheus.ts";

/** What a process tells of itself at one moment. Plain data: it may come from another process. */
export interface Report {
  readonly metrics: readonly MetricFamily[];
  readonly live: LiveReport;
}

export const EMPTY_REPORT: Report = { metrics: [], live: { routes: {}, upstreams: {}, recent: [] } };

/** Several processes as if they were one. */
export function sumReports(reports: readonly Report[]): Report {
  return {
    metrics: sumFamilies(reports.flatMap(({ metrics }) => metrics)),
    live: sumLive(reports.map(({ live }) => live)),
  };
}

/** What remains true of a process that has ended: what it counted. */
export function pastReport({ metrics, live: { routes, upstreams, recent } }: Report): Report {
  const servers = Object.entries(upstreams).map(([name, tally]) => [name, { ...tally, isOut: false, inFlight: 0 }]);
  return {
    metrics: metrics.filter(({ type }) => type !== "gauge"),
    live: { routes, upstreams: Object.fromEntries(servers), recent },
  };
}
