import { median } from "../statistics.ts";
import { figure, markdownTable, ratio } from "../table.ts";
import { REFERENCE } from "./table.ts";
import type { Trial } from "./trials.ts";

/** A Markdown table for each mount: engines by pages, with MB/s and the ratio to the reference. */
export function engineReport(trials: readonly Trial[]): string {
  const mounts = Map.groupBy(trials, ({ case: { task } }) => task.mount);
  const tables = [...mounts].map(([mount, rows]) => {
    const title = mount === "" ? "At the root" : `Mounted at ${mount}/`;
    return `### ${title}: MB/s (against ${REFERENCE})\n\n${speedTable(rows)}`;
  });
  return `${[...tables, faults(trials)].join("\n")}\n`;
}

function speedTable(trials: readonly Trial[]): string {
  const pages = [...new Set(trials.map(({ case: { page } }) => page))];
  const references = new Map(
    trials.filter(({ engine }) => engine.name === REFERENCE).map((trial) => [trial.case.page, speed(trial)] as const),
  );
  const rows = [...Map.groupBy(trials, ({ engine }) => engine.name)].map(([name, row]) => [
    name,
    ...row.map((trial) => cell(trial, references.get(trial.case.page))),
  ]);
  return markdownTable(["engine", ...pages], rows);
}

function cell(trial: Trial, reference: number | undefined): string {
  const bytesPerSecond = speed(trial);
  if (bytesPerSecond === undefined) return "–";
  return `${figure(bytesPerSecond / 1e6)} (${ratio(bytesPerSecond, reference)})`;
}

function speed({ bytesPerSecond }: Trial): number | undefined {
  return bytesPerSecond.length === 0 ? undefined : median(bytesPerSecond);
}

function faults(trials: readonly Trial[]): string {
  return trials
    .filter(({ fault }) => fault !== undefined)
    .map(({ engine, case: { name }, fault }) => `Not measured: ${engine.name}, ${name}: ${fault}\n`)
    .join("");
}
