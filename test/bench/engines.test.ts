import assert from "node:assert/strict";
import { after, test } from "node:test";
import { casesOf } from "../../bench/engines/cases.ts";
import { EngineProcess } from "../../bench/engines/engine-process.ts";
import { engineReport } from "../../bench/engines/report.ts";
import { ENGINES } from "../../bench/engines/table.ts";
import { checkedTrials } from "../../bench/engines/trials.ts";

const processes = ENGINES.filter(({ runtime }) => runtime === "node").map((engine) => new EngineProcess(engine));
const broken = new EngineProcess({ name: "none", module: "./none.ts", runtime: "node", reads: "everything" });
after(() => {
  for (const process of [...processes, broken]) process.close();
});

const cases = await casesOf([]);
const trials = await checkedTrials(processes, cases);

for (const {
  engine,
  case: { name },
  fault,
} of trials) {
  test(`${engine.name} makes the expected page of ${name}`, () => assert.equal(fault, undefined));
}

test("an engine that leaves the page as it is has a fault", async () => {
  for (const { source, fault } of cases) assert.equal(await fault(source, "attributes"), "it is not the expected page");
});

test("an engine that cannot be loaded is absent, and named", async () => {
  const absent = await checkedTrials([broken], cases.slice(0, 1));
  assert.match(absent[0]?.fault ?? "", /^absent: .*none\.ts/);
  assert.match(engineReport(absent), /^Not measured: none, /m);
});

test("bytes per second are measured", async () => {
  const {
    process,
    case: { name },
  } = trials[0]!;
  assert.ok((await process.measure(name, 5)) > 0);
});
