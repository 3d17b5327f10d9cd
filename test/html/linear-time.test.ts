import { describe, test } from "node:test";
import { HtmlRewriter } from "../../src/html/rewriter.ts";
import { assertLinear } from "../linear-time.ts";
import { contextOf, mounted } from "./harness.ts";
import { MONSTERS } from "./monsters.ts";
import { piecesOf } from "./scanners/pieces.ts";

const LENGTH = 65_536;
/** So that every token is read, however long it is. */
const UNBOUNDED = 1e9;

describe("twice the length takes about twice the time", () => {
  for (const [name, monster] of Object.entries(MONSTERS)) {
    test(`B-47 L12 ${name}`, () => assertLinear((times) => rewriteAll(monster(times * LENGTH))));
  }
});

function rewriteAll(source: string): void {
  const rewriter = new HtmlRewriter(contextOf({ map: mounted, pendingTokenBytes: UNBOUNDED }));
  for (const piece of piecesOf(source, 1024)) rewriter.write(piece);
  rewriter.end();
}
