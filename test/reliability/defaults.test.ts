import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { DEFAULT_LIMITS, type Limits } from "../../src/limits.ts";

/** `16 KiB (\`headerBytes\`)`: a number, maybe with a unit and more words, and the limit that it is the default of. */
const DEFAULT = /(\d+)(?: (h|s|KiB|MiB)\b)?[^|()\d]*\(`(\w+)`\)/g;
const UNITS: Readonly<Record<string, number>> = { s: 1000, h: 3_600_000, KiB: 2 ** 10, MiB: 2 ** 20 };
/** What is not compared with others. */
const ELSEWHERE: readonly (keyof Limits)[] = [
  "collectedContentBytes",
  "interimResponses",
  "memoryBytes",
  "http2SessionBytes",
  "dnsTtlMs",
];

test("docs/reliability.md names the default of each limit, and the right one", () => {
  const docs = readFileSync(new URL("../../docs/reliability.md", import.meta.url), "utf8");
  const named = [...docs.matchAll(DEFAULT)].map(
    ([, number = "", unit = "", limit = ""]) => [limit, Number(number) * (UNITS[unit] ?? 1)] as const,
  );
  const compared = Object.entries(DEFAULT_LIMITS).filter(([limit]) => !ELSEWHERE.includes(limit as keyof Limits));
  assert.deepEqual(Object.fromEntries(named), Object.fromEntries(compared));
});
