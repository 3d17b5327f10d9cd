import { type MetricFamily, sumFamilies } from "./prometheus.ts";

/** What a process tells of itself at one moment. Plain data: it may come from another process. */
export interface Report {
  readonly metrics: readonly MetricFamily[];
}

/** Several processes as if they were one. */
export function sumReports(reports: readonly Report[]): Report {
  return { metrics: sumFamilies(reports.flatMap(({ metrics }) => metrics)) };
}

/** What remains true of a process that has ended. */
export function pastReport({ metrics }: Report): Report {
  return { metrics: metrics.filter(({ type }) => type !== "gauge") };
}
