import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { PASS_REASONS } from "../../src/body/plan.ts";
import { AccessLog } from "../../src/ops/access-log.ts";
import { Log } from "../../src/ops/log.ts";
import { REFUSALS } from "../../src/proxy/refusals.ts";

const OPERATION = readFileSync(new URL("../../docs/operation.md", import.meta.url), "utf8");
/** Responses of a folder of files, which has no refusals. */
const OF_FILES: readonly string[] = ["unreadable-file", "no-file", "read-only"];

/** Every field that a line can have, `time` aside. */
function fieldsOfLine(): string[] {
  const lines: string[] = [];
  const isTaken = [false, true].values();
  const log = new Log("info", { isTTY: false, write: (line) => lines.push(line) > 0 && isTaken.next().value === true });
  const texts = { method: "GET", host: "a", path: "/", version: "1.1", client: "", route: "", upstream: "", body: "" };
  const numbers = { status: 200, requestBytes: 0, responseBytes: 0, durationMs: 0, overruns: 1 };
  const record = { ...texts, ...numbers, requestBody: "", refusal: "loop", error: "" } as const;
  for (let i = 0; i < 2; i++) new AccessLog(log).ended(record);
  const { time: _, ...fields } = JSON.parse(lines.at(-1) ?? "");
  return Object.keys(fields);
}

const cases: readonly { name: string; section: string; column: number; names: readonly string[] }[] = [
  { name: "fields of the access log", section: "## Access log", column: 1, names: fieldsOfLine() },
  {
    name: "outcomes of bodies",
    section: "### Outcomes of bodies",
    column: 1,
    names: ["rewritten", ...Object.keys(PASS_REASONS)],
  },
  {
    name: "refusals",
    section: "### Refusals",
    column: 2,
    names: Object.keys(REFUSALS).filter((name) => !OF_FILES.includes(name)),
  },
];

for (const { name, section, column, names } of cases) {
  test(`docs/operation.md has all ${name}, and no others`, () => {
    const [, text = ""] = OPERATION.split(`${section}\n`);
    const rows =
      text
        .split(/^##/m, 1)[0]
        ?.match(/^\| .*/gm)
        ?.slice(2) ?? [];
    const told = rows.flatMap((row) => row.split("|")[column]?.match(/(?<=`)[\w-]+(?=`)/g) ?? []);
    assert.deepEqual(told.sort(), [...names].sort());
  });
}
