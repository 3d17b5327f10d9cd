import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { EngineName } from "../../src/options.ts";
import { runs } from "../random.ts";
import { elsewhere, mounted, moved, rewriteHtml } from "./harness.ts";
import { cutPage, page, wildPage } from "./pages.ts";

const ENGINES: readonly EngineName[] = ["scan", "htmlparser2", "parse5"];
const MAPS = { moved, mounted };
const base = "http://legacy.internal:8080/dir/page";

for (const engine of ENGINES) {
  const options = { engine, forms: false };

  for (const [name, map] of Object.entries(MAPS)) {
    const settings = { map, base, options };

    test(`${engine}, ${name}: any split gives the same output`, () => {
      const holds = ({ source, cuts }: { source: string; cuts: number[] }) => {
        const whole = rewriteHtml(source, settings);
        assert.equal(rewriteHtml(source, settings, cuts), whole);
        assert.equal(
          rewriteHtml(
            source,
            settings,
            [...source].map((_, i) => i),
          ),
          whole,
          "char by char",
        );
      };
      fc.assert(fc.property(cutPage, holds), runs(300));
    });

    test(`${engine}, ${name}: rewriting twice is rewriting once`, () => {
      const holds = (source: string) => {
        const once = rewriteHtml(source, settings);
        assert.equal(rewriteHtml(once, settings), once);
      };
      fc.assert(fc.property(wildPage, holds), runs(500));
    });
  }

  test(`${engine}: a map that matches nothing is the identity`, () => {
    const holds = ({ source, cuts }: { source: string; cuts: number[] }) => {
      assert.equal(rewriteHtml(source, { map: elsewhere, options }, cuts), source);
    };
    fc.assert(fc.property(cutPage, holds), runs(300));
  });
}

for (const [name, map] of Object.entries(MAPS)) {
  test(`${name}: all engines give the same output`, () => {
    const holds = (source: string) => {
      const [first, ...others] = ENGINES.map((engine) => rewriteHtml(source, { map, base, options: { engine } }));
      for (const [i, other] of others.entries()) assert.equal(other, first, ENGINES[i + 1]);
    };
    fc.assert(fc.property(page, holds), runs(500));
  });
}
