import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";

const CLI = fileURLToPath(new URL("../../src/cli.ts", import.meta.url));
const REWRITE = ["rewrite", "--internal", "http://legacy.internal/", "--public", "https://a.example/"];
/** Nothing needs to be looked for in the first bytes. */
const WITH_CHARSET = [...REWRITE, "--type", "text/html; charset=utf-8"];

function reorigin(...argv: string[]) {
  return spawn(process.execPath, [CLI, ...argv], { stdio: "pipe", timeout: 20_000 });
}

/** The first piece of its output; throws when it ends without any. */
async function firstOutput(child: ReturnType<typeof reorigin>): Promise<string> {
  const ended = once(child, "close").then(() => Promise.reject(new Error("Ended without output")));
  const [chunk] = await Promise.race([once(child.stdout, "data"), ended]);
  ended.catch(() => {});
  return String(chunk);
}

describe("the program as a process", () => {
  test("all of a long table comes through a pipe", async () => {
    const child = reorigin("explain", "http://legacy.internal/", "--public", "https://a.example/", "-");
    child.stdin.end('<a href="http://legacy.internal/x">\n'.repeat(5000));
    const lines = (await text(child.stdout)).split("\n");
    assert.equal(lines.length, 5000 + 7);
    assert.equal(lines.at(-2), "moved: 5000; left: 0; internal names left: 0");
  });

  test("rewrites standard input to standard output", async () => {
    const child = reorigin(...REWRITE);
    child.stdin.end('<a href="http://legacy.internal/">');
    const [stdout, [code]] = await Promise.all([text(child.stdout), once(child, "close")]);
    assert.deepEqual({ stdout, code }, { stdout: '<a href="https://a.example/">', code: 0 });
  });

  test("writes what is decided before its input ends", async () => {
    const child = reorigin(...WITH_CHARSET);
    child.stdin.write('<a href="http://legacy.internal/">text');
    assert.match(await firstOutput(child), /^<a href="https:\/\/a\.example\/">/);
    child.stdin.end();
    await once(child, "close");
  });

  test("a reader that has seen enough is no failure", async () => {
    const child = reorigin(...WITH_CHARSET);
    child.stdin.on("error", () => {}).write("<p>");
    await firstOutput(child);
    child.stdout.destroy();
    child.stdin.end("<p>".repeat(1_000_000));
    const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, "close")]);
    assert.deepEqual({ stderr, code }, { stderr: "", code: 0 });
  });

  test("wrong usage: exit code 2", async () => {
    const child = reorigin("--pubilc");
    const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, "close")]);
    assert.deepEqual(
      { stderr, code },
      { stderr: "reorigin: unknown option --pubilc (did you mean --public?)\n", code: 2 },
    );
  });

  test("SIGTERM lets it end with exit code 0", async () => {
    const child = reorigin("http://legacy.internal/", "--listen", "127.0.0.1:0");
    await firstOutput(child);
    child.kill("SIGTERM");
    assert.deepEqual(await once(child, "close"), [0, null]);
  });
});
