import { markdownTable } from "../../../bench/table.ts";
import type { SoakOutcome } from "./soak.ts";

/** What a soak came to, for people. */
export function soakTable({ samples, loads, bytesPerMinute }: SoakOutcome): string {
  const rows = samples.map(({ atS, rssBytes, liveRssBytes, loopDelayMs, requests }) => [
    atS.toFixed(0),
    mebibytes(rssBytes),
    mebibytes(liveRssBytes),
    loopDelayMs.toFixed(1),
    String(requests),
  ]);
  const resources = Object.entries(loads).map(([path, { answered, failures }]) => [
    path,
    String(answered),
    [...failures].map(([failure, count]) => `${failure}: ${count}`).join(", ") || "0",
  ]);
  return [
    markdownTable(["seconds", "RSS, MiB", "collected, MiB", "event loop p99, ms", "requests"], rows),
    markdownTable(["resource", "right", "wrong or failed"], resources),
    `What is left after collections grows in the second half by ${mebibytes(bytesPerMinute)} MiB per minute\n`,
  ].join("\n");
}

function mebibytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(2);
}
