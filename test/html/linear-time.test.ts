import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { HtmlRewriter } from "../../src/html/rewriter.ts";
import { contextOf, mounted } from "./harness.ts";
import { MONSTERS } from "./monsters.ts";
import { piecesOf } from "./scanners/pieces.ts";

const LENGTH = 65_536;
/** So that every token is read, however long it is. */
const UNBOUNDED = 1e9;

describe("twice the length takes about twice the time", () => {
  for (const [name, monster] of Object.entries(MONSTERS)) {
    test(name, () => {
      const short = fastestOf(2, () => rewriteAll(monster(LENGTH)));
      const long = fastestOf(2, () => rewriteAll(monster(2 * LENGTH)));
      // Below this the clock tells nothing; quadratic reading takes longer.
      assert.ok(long < 40 || long < 3 * short, `${short} ms, then ${long} ms`);
    });
  }
});

function rewriteAll(source: string): void {
  const rewriter = new HtmlRewriter(contextOf({ map: mounted, pendingTokenBytes: UNBOUNDED }));
  for (const piece of piecesOf(source, 1024)) rewriter.write(piece);
  rewriter.end();
}

/** CPU milliseconds of the fastest run. */
function fastestOf(runs: number, run: () => void): number {
  const times = Array.from({ length: runs }, () => {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}
