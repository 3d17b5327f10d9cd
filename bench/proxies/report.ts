import { median } from "../statistics.ts";
import { figure, markdownTable, ratio } from "../table.ts";
import type { ComparedProxy } from "./compared-proxy.ts";
import { HAS_ACCOUNTING } from "./process-tree.ts";
import { REFERENCES } from "./table.ts";
import type { Trial } from "./trials.ts";

/** Markdown tables for each resource: proxies by figures, as medians of all rounds. */
export function proxyReport(trials: readonly Trial[], absent: ReadonlyMap<ComparedProxy, string>): string {
  const sections = [...Map.groupBy(trials, ({ scenario }) => scenario)].map(
    ([{ name }, rows]) => `### ${name}\n\n${[fullLoadTable(rows), ...halfLoadTable(rows)].join("\n")}`,
  );
  return `${[...sections, notes(trials, absent)].join("\n")}\n`;
}

function fullLoadTable(trials: readonly Trial[]): string {
  const measured = trials.filter(({ measurements }) => measurements.length > 0);
  const references = REFERENCES.flatMap(({ name }) => measured.find(({ proxy }) => proxy.name === name) ?? []);
  const header = ["proxy", "requests/s", "p50 ms", "p99 ms", "CPU µs/request"];
  const rows = measured.map((trial) => {
    const cpuUs = medianOf(trial.measurements, "cpuUsPerRequest");
    return [
      trial.proxy.name,
      ...medians(trial.measurements, ["requestsPerSecond", "p50Ms", "p99Ms"]),
      HAS_ACCOUNTING ? figure(cpuUs) : "–",
      ...references.map(({ measurements }) => ratio(cpuUs, medianOf(measurements, "cpuUsPerRequest"))),
    ];
  });
  return markdownTable([...header, ...references.map(({ proxy }) => `× ${proxy.name}`)], rows);
}

/** One table, or none if nothing was measured. */
function halfLoadTable(trials: readonly Trial[]): string[] {
  const measured = trials.filter(({ paced }) => paced.length > 0);
  if (measured.length === 0) return [];
  const rate = figure(measured[0]!.paced[0]!.requestsPerSecond);
  const header = [`at ${rate} requests/s`, "first byte ms", "p50 ms", "p99 ms"];
  const rows = measured.map(({ proxy, paced }) => [proxy.name, ...medians(paced, ["firstByteMs", "p50Ms", "p99Ms"])]);
  return [markdownTable(header, rows)];
}

function notes(trials: readonly Trial[], absent: ReadonlyMap<ComparedProxy, string>): string {
  const lines = trials.flatMap(({ proxy, scenario, fault, measurements, paced }) => {
    const failures = [...measurements, ...paced].reduce((sum, result) => sum + result.failures, 0);
    const about = `${proxy.name}, ${scenario.name}`;
    if (fault !== undefined) return `Not measured: ${about}: ${fault}\n`;
    return failures > 0 ? `Failed requests: ${about}: ${failures}\n` : [];
  });
  return [...lines, ...[...absent].map(([proxy, reason]) => `Absent: ${proxy.name}: ${reason}\n`)].join("");
}

function medians<Name extends string>(results: readonly Record<Name, number>[], names: readonly Name[]): string[] {
  return names.map((name) => figure(medianOf(results, name)));
}

function medianOf<Name extends string>(results: readonly Record<Name, number>[], name: Name): number {
  return median(results.map((result) => result[name]));
}
