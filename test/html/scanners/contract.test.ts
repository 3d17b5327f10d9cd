import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { runs } from "../../random.ts";
import { contractCases } from "./contract-cases.ts";
import { divergences } from "./divergences.ts";
import { cutAt, randomCuts } from "./pieces.ts";
import { ENGINES, notation, scan } from "./tokens.ts";

for (const engine of ENGINES) {
  const instead = Object.assign({}, ...divergences.filter((row) => row.engine === engine).map((row) => row.instead));

  describe(engine, () => {
    for (const { name, input, expected } of contractCases) {
      test(name, () => {
        const read = (pieces: readonly string[]) => notation(input, scan(engine, pieces));
        const wanted = instead[name] ?? expected;
        assert.equal(read([input]), wanted);
        assert.equal(read([...input]), wanted, "char by char");
        for (let cut = 1; cut < input.length; cut++) {
          assert.equal(read(cutAt(input, [cut])), wanted, `cut at ${cut}`);
        }
        fc.assert(
          fc.property(randomCuts(input), (cuts) => assert.equal(read(cutAt(input, cuts)), wanted)),
          runs(10),
        );
      });
    }
  });
}

describe("divergences", () => {
  const byName = new Map(contractCases.map((row) => [row.name, row]));

  test("case names are unique", () => {
    assert.equal(byName.size, contractCases.length);
  });

  for (const { engine, reason, instead } of divergences) {
    for (const [name, result] of Object.entries(instead)) {
      test(`${engine}: ${name}. ${reason}`, () => {
        assert.notEqual(result, byName.get(name)?.expected);
        assert.ok(byName.has(name), "no such case");
      });
    }
  }
});
