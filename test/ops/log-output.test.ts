import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { closeSync, constants, existsSync, mkdtempSync, openSync, readFileSync, readSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { Log } from "../../src/ops/log.ts";
import { DescriptorOutput } from "../../src/ops/log-output.ts";

const { O_RDONLY, O_NONBLOCK, O_WRONLY } = constants;

function directory(t: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), "reorigin-"));
  t.after(() => rmSync(path, { recursive: true }));
  return path;
}

/** A pipe that nobody reads until the test does. */
function openPipe(t: TestContext) {
  const name = join(directory(t), "pipe");
  execFileSync("mkfifo", [name]);
  const reader = openSync(name, O_RDONLY | O_NONBLOCK);
  const writer = openSync(name, O_WRONLY);
  t.after(() => closeSync(writer));
  return { reader, writer };
}

function readAll(reader: number): string {
  const buffer = Buffer.alloc(65_536);
  let text = "";
  try {
    for (let count = 1; count > 0; text += buffer.toString("latin1", 0, count)) count = readSync(reader, buffer);
  } catch {
    // EAGAIN: for now this is all.
  }
  return text;
}

test("F8 a pipe that nobody reads: nothing waits, lines are dropped and counted, and go on when somebody reads", async (t) => {
  const { reader, writer } = openPipe(t);
  t.after(() => closeSync(reader));
  const log = new Log("info", new DescriptorOutput(writer));
  for (let i = 0; i < 20_000; i++) {
    log.write("info", `line ${i}`);
    if (i % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  assert.ok(log.droppedCount > 1000, `${log.droppedCount} lines were dropped`);
  let text = readAll(reader);
  for (const deadline = Date.now() + 5000; Date.now() < deadline; await delay(50)) {
    const more = readAll(reader);
    if (more === "" && text.length > 1_000_000) break;
    text += more;
  }
  log.write("info", "after");
  while (!text.includes("after")) {
    await delay(20);
    text += readAll(reader);
  }
  const lines = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  assert.equal(lines.length, 20_001 - log.droppedCount);
  assert.deepEqual([lines.at(-1).message, lines.at(-1).dropped], ["after", log.droppedCount]);
});

test("F8 a pipe whose reader has gone: lines are lost, and nothing else", async (t) => {
  const { reader, writer } = openPipe(t);
  const output = new DescriptorOutput(writer);
  closeSync(reader);
  for (let i = 0; i < 3; i++) {
    assert.ok(output.write("x".repeat(900_000)));
    await delay(5);
  }
});

test("F8 a full disk: lines wait, up to a bound", { skip: !existsSync("/dev/full") }, async (t) => {
  const full = openSync("/dev/full", O_WRONLY);
  t.after(() => closeSync(full));
  const output = new DescriptorOutput(full);
  assert.ok(output.write("x".repeat(600_000)));
  await delay(5);
  assert.equal(output.write("x".repeat(600_000)), false);
});

test("a file gets every line, once and in order", async (t) => {
  const name = join(directory(t), "log");
  const file = openSync(name, "a");
  t.after(() => closeSync(file));
  const output = new DescriptorOutput(file);
  const lines = Array.from({ length: 3000 }, (_, i) => `${i} ${"x".repeat(i % 97)}\n`);
  for (const [i, line] of lines.entries()) {
    output.write(line);
    if (i % 500 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  await delay(20);
  assert.equal(readFileSync(name, "latin1"), lines.join(""));
});
