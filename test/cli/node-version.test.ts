import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { after, describe, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { isTooOld, runByOtherNode } from "../../src/cli/node-version.ts";
import { Sink } from "./run.ts";

const CLI = fileURLToPath(new URL("../../src/cli.ts", import.meta.url));
const MODULE = new URL("../../src/cli/node-version.ts", import.meta.url).href;

const folder = mkdtempSync(join(tmpdir(), "reorigin-node-"));
after(() => rmSync(folder, { recursive: true, force: true }));

function world() {
  const signals = new EventEmitter();
  const [stdout, stderr] = [new Sink(), new Sink()];
  const on = signals.on.bind(signals);
  return { stdin: Readable.from([]), stdout, stderr, env: {}, on, signals };
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

  const stops: { name: string; target: (pid: number) => number }[] = [
    { name: "it alone", target: (pid) => pid },
    { name: "its whole process group, another one included", target: (pid) => -pid },
  ];
  for (const { name, target } of stops) {
    test(`a signal to ${name}: requests in flight finish`, { timeout: 20_000 }, async (t) => {
      const application = createServer((_, response) => void globalThis.setTimeout(() => response.end("whole"), 1000));
      application.listen(0, "127.0.0.1");
      await once(application, "listening");
      t.after(() => application.close());
      const { port } = application.address() as AddressInfo;
      const argv = [CLI, `http://127.0.0.1:${port}/`, "--listen", "127.0.0.1:0", "--log-level", "silent"];
      const script = `import { runByOtherNode } from ${JSON.stringify(MODULE)};
        process.exit(await runByOtherNode(${JSON.stringify(argv)}, process, process.execPath));`;
      const node = spawn(process.execPath, ["--input-type=module", "--eval", script], {
        stdio: ["ignore", "pipe", "inherit"],
        detached: true,
      });
      const [said] = await once(node.stdout, "data");
      const page = fetch(`http://${/127[\d.:]+/.exec(String(said))?.[0]}/`);
      await once(application, "request");
      process.kill(target(node.pid as number), "SIGTERM");
      assert.equal(await (await page).text(), "whole");
      assert.deepEqual(await once(node, "close"), [0, null]);
    });
  }
});
