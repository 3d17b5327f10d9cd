import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import type { EngineName } from "../../src/options.ts";
import { SEED, seededRandom } from "../random.ts";
import { elsewhere, randomCuts, rewriteHtml } from "./harness.ts";

/** Documents beside the project, where they are there: real pages, and the inputs of the html5lib tokenizer tests. */
const PAGES = new URL("../../../shared/pages/", import.meta.url);
const TOKENIZER = new URL("../../../shared/cases/html5lib-tokenizer/", import.meta.url);
const ENGINES: readonly EngineName[] = ["scan", "htmlparser2", "parse5"];
const ABSENT = "the documents are not beside this checkout";

function files(folder: URL, ending: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(fileURLToPath(folder)).filter((name) => name.endsWith(ending));
}

/** A tokenizer input as a browser would get it: bytes, looked at as latin1. */
function tokenizerInputs(): string[] {
  const inputs = new Set<string>();
  for (const name of files(TOKENIZER, ".test")) {
    const { tests = [] } = JSON.parse(readFileSync(new URL(name, TOKENIZER), "utf8")) as {
      tests?: { input: string }[];
    };
    for (const { input } of tests) inputs.add(Buffer.from(input, "utf8").toString("latin1"));
  }
  return [...inputs];
}

for (const engine of ENGINES) {
  const settings = { map: elsewhere, options: { engine } };

  test(`pages come out as they went in (${engine})`, { skip: !existsSync(PAGES) && ABSENT }, () => {
    const random = seededRandom(SEED);
    for (const name of files(PAGES, ".html")) {
      const page = readFileSync(new URL(name, PAGES)).toString("latin1");
      assert.ok(rewriteHtml(page, settings) === page, name);
      const cuts = randomCuts(page.length, 40, random);
      assert.ok(rewriteHtml(page, settings, cuts) === page, `${name}, SEED=${SEED}, cut at ${cuts}`);
    }
  });

  test(`tokenizer inputs come out as they went in (${engine})`, { skip: !existsSync(TOKENIZER) && ABSENT }, () => {
    for (const input of tokenizerInputs()) {
      assert.equal(rewriteHtml(input, settings), input);
      assert.equal(
        rewriteHtml(
          input,
          settings,
          [...input].map((_, i) => i),
        ),
        input,
        "char by char",
      );
      for (let cut = 1; cut < input.length && input.length < 60; cut++) {
        assert.equal(rewriteHtml(input, settings, [cut]), input, `cut at ${cut}`);
      }
    }
  });
}
