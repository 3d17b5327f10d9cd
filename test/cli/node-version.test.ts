import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { after, describe, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { isTooOld, runByOtherNode } from "../../src/cli/node-version.ts";
import { Sink } from "./run.ts";

const folder = mkdtempSync(join(tmpdir(), "reorigin-node-"));
after(() => rmSync(folder, { recursive: true, force: true }));

function world() {
  const signals = new EventEmitter();
  const [stdout, stderr] = [new Sink(), new Sink()];
  const [on, off] = [signals.on.bind(signals), signals.off.bind(signals)];
  return { stdin: Readable.from([]), stdout, stderr, env: {}, on, off, signals };
}

/** A program in the place of Node. */
function program(name: string, script: string): string {
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

describe("Node's version", () => {
  const cases: { name: string; input: string; expected: boolean }[] = [
    { name: "an older one", input: "20.20.2", expected: true },
    { name: "the same major, an older minor", input: "22.18.9", expected: true },
    { name: "the first that will do", input: "22.19.0", expected: false },
    { name: "a later major with a smaller minor", input: "24.0.0", expected: false },
    { name: "a digit more is no smaller", input: "100.1.0", expected: false },
  ];
  for (const { name, input, expected } of cases) test(name, () => assert.equal(isTooOld(input), expected));
});

describe("a Node that is too old", () => {
  test("where no other is: one clear line, exit code 2", async () => {
    const io = world();
    assert.equal(await runByOtherNode(["cli.js"], io, join(folder, "none")), 2);
    assert.match(io.stderr.text, /^reorigin: Cannot run by Node [\d.]+: [\d.]+ or later is needed\n$/);
  });

  test("another one gets all arguments, and tells the exit code", async () => {
    const said = join(folder, "said");
    const node = program("tells", `printf '%s|' "$@" > '${said}'; exit 7`);
    assert.equal(await runByOtherNode(["cli.js", "check", "a b"], world(), node), 7);
    assert.equal(readFileSync(said, "utf8"), "cli.js|check|a b|");
  });

  test("another one gets the signals, and may end in its own time", { timeout: 20_000 }, async () => {
    const ready = join(folder, "ready");
    const node = program("waits", `trap 'exit 5' TERM; : > '${ready}'; while :; do sleep 0.02; done`);
    const io = world();
    const code = runByOtherNode(["cli.js"], io, node);
    while (!existsSync(ready)) await setTimeout(10);
    io.signals.emit("SIGTERM");
    assert.equal(await code, 5);
  });
});
