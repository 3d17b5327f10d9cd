import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";

const PROGRAM = fileURLToPath(new URL("../../src/cli.ts", import.meta.url));
/** V8 only decides about a young generation that has its full size. */
const HEAP = ["--expose-gc", "--min-semi-space-size=16", "--max-semi-space-size=16"];

/**
 * At the end of a process: has all objects of one literal survive a collection, compiles the code, and tells how many of the
 * next ones are old at once.
 */
const PROBE = `
  import { writeSync } from "node:fs";
  import { getHeapSpaceStatistics } from "node:v8";
  const oldBytes = () => getHeapSpaceStatistics().find((space) => space.space_name === "old_space").space_used_size;
  const kept = [];
  function allocate(count) {
    for (let i = 0; i < count; i++) kept[i % 1000] = [i];
  }
  process.on("exit", () => {
    for (let i = 0; i < 2; i++) {
      allocate(1000);
      gc({ type: "minor" });
    }
    for (let i = 0; i < 200; i++) allocate(1000);
    gc();
    const before = oldBytes();
    allocate(100_000);
    writeSync(2, "old " + (oldBytes() - before > 1_000_000) + ";");
  });
`;

const LONG_MS = 30_000;

function run(program: readonly string[]): ChildProcess {
  const probe = `data:text/javascript,${encodeURIComponent(PROBE)}`;
  return spawn(process.execPath, [...HEAP, "--import", probe, ...program]);
}

describe("decision 22: V8 allocates no objects among the old ones", () => {
  const serve = [PROGRAM, "http://127.0.0.1:9/", "--listen", "127.0.0.1:0"];
  const cases = [
    { name: "it does by itself", program: ["--eval", "0"], outcome: ["old true"] },
    { name: "not where it serves", program: serve, outcome: ["old false"] },
    {
      name: "not in workers",
      program: [...serve, "--workers", "2"],
      outcome: ["old false", "old false", "old false"],
    },
  ];
  for (const { name, program, outcome } of cases) {
    test(name, { timeout: LONG_MS }, async (t) => {
      const child = run(program);
      t.after(() => child.kill("SIGKILL"));
      child.stdout?.once("data", () => child.kill());
      const said = await text(child.stderr!);
      assert.deepEqual(said.match(/old \w+(?=;)/g), outcome, said);
    });
  }
});
