import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { check } from "recheck";
import { builtPatterns, literalPatterns, type Pattern } from "./support/patterns.ts";

/** Patterns that are built from names of the configuration, for names that have all that names may have. */
async function buildAll(): Promise<void> {
  const { parseContentType } = await import("../../src/body/content-type.ts");
  const { LeakFinder } = await import("../../src/literal/leaks.ts");
  const { UrlMap } = await import("../../src/url/map.ts");
  const { Scope } = await import("../../src/url/scope.ts");
  const { entranceAt } = await import("../../src/url/places/entrance.ts");
  const { parseTarget } = await import("../../src/url/places/place.ts");
  await import("../../src/values/url.ts");
  parseContentType("text/html; charset=utf-8");
  const map = new UrlMap([
    {
      public: ["https://*.example.com/app/", "https://xn--bcher-kva.example/"],
      internal: "http://aa-aa_aa.aaaa.internal:8080/shop/",
      aliases: ["http://10.0.0.1", "http://[::1]:8080", "http://a", "http://aa", "http://legacy"],
    },
  ]);
  new LeakFinder(map).find("");
  const seen = { ...parseTarget("https://a.a.example.com/app/") };
  const configured = { ...seen, host: "*.example.com" };
  new Scope(map, "toInternal", "https://a.a.example.com/app/", { ...entranceAt(seen), configured });
}

/** The steps that an attack takes decide, not the time that a busy machine takes for them. */
const CHECKING = { randomSeed: 1, attackTimeout: null, incubationTimeout: null, timeout: 60_000 } as const;

/** How the time to match grows with the length of the worst text. */
async function growthOf({ source, flags }: Pattern): Promise<string> {
  const found = await check(source, flags, CHECKING);
  if (found.status === "safe") return "linear";
  return found.status === "vulnerable" ? `${found.complexity.summary}: ${found.attack.pattern}` : found.error.kind;
}

/** Without an endless repetition, what is tried at one place does not depend on the length of the text. */
function isBounded({ source }: Pattern): boolean {
  const structure = source.replace(/\\.|\[(?:\\.|[^\]\\])*\]/g, "x");
  return !/[*+]|\{\d+,\}/.test(structure);
}

const literals = literalPatterns("src/**/*.ts");
const built = await builtPatterns(buildAll);

test("the patterns of the source are found", () => {
  assert.ok(literals.length > 200, `${literals.length} literals`);
  const builders = globSync("src/**/*.ts").filter((file) => readFileSync(file, "utf8").includes("new RegExp("));
  const unexercised = builders.filter((file) => !built.some(({ where }) => where.includes(file)));
  assert.deepEqual(unexercised, [], "build one of each in buildAll()");
});

test("a pattern that is not linear is told", async () => {
  const pattern = { source: "^(?:a|a)*$", flags: "", where: "here" };
  assert.match(await growthOf(pattern), /^exponential: /);
  assert.equal(isBounded(pattern), false);
});

describe("B-49 every pattern matches in linear time", () => {
  for (const pattern of [...literals, ...built.filter((one) => !isBounded(one))]) {
    test(`${pattern.where} /${pattern.source}/${pattern.flags}`, async () => {
      assert.equal(await growthOf(pattern), "linear");
    });
  }
});
