import assert from "node:assert/strict";
import { test } from "node:test";
import { resolveConfig } from "../../src/config/load.ts";
import { ReoriginError } from "../../src/errors.ts";
import { Log } from "../../src/ops/log.ts";
import { EMPTY_REPORT } from "../../src/ops/report.ts";
import { Reloads } from "../../src/service/reloads.ts";
import type { Service } from "../../src/service/service.ts";

const CONFIG = resolveConfig({ routes: [{ public: "http://a.example/", internal: "http://a.internal/" }] });

/** Counts what it is asked for; each reload waits for the test. */
class FakeService implements Service {
  readonly isReady = true;
  readonly failed = new Promise<never>(() => {});
  readonly reloads: PromiseWithResolvers<void>[] = [];

  listen = async () => [];
  report = async () => EMPTY_REPORT;
  close = async () => {};

  reload(): Promise<void> {
    const reload = Promise.withResolvers<void>();
    this.reloads.push(reload);
    return reload.promise;
  }
}

function setUp() {
  const lines: string[] = [];
  const output = { isTTY: false, write: (line: string) => lines.push(line) > 0 };
  const service = new FakeService();
  return { service, lines, reloads: new Reloads(service, CONFIG, new Log("info", output)) };
}

test("F7 reloads come one after the other, and those asked for meanwhile are one", async () => {
  const { service, reloads } = setUp();
  const all = [1, 2, 3].map(() => reloads.reload(() => CONFIG));
  assert.equal(service.reloads.length, 1);
  service.reloads[0]?.resolve();
  while (service.reloads.length < 2) await Promise.resolve();
  service.reloads[1]?.resolve();
  await Promise.all(all);
  assert.equal(service.reloads.length, 2);
  assert.deepEqual(reloads.family.samples, { 'reorigin_reloads_total{outcome="done"}': 2 });
});

const REFUSED = [
  {
    name: "each problem of a bad file has a line",
    read: () => {
      throw new ReoriginError("ERR_CONFIG", "a.yaml:1:2: one\na.yaml:3:4: two");
    },
    problems: ["a.yaml:1:2: one", "a.yaml:3:4: two"],
  },
  {
    name: "another number of workers",
    read: () => ({ ...CONFIG, workers: 2 }),
    problems: ['Cannot change "workers": that needs a new start'],
  },
  {
    name: "another admin address",
    read: () => ({ ...CONFIG, admin: "127.0.0.1:1" }),
    problems: ['Cannot change "admin": that needs a new start'],
  },
] as const;

for (const { name, read, problems } of REFUSED) {
  test(`F7 refused: ${name}`, async () => {
    const { service, lines, reloads } = setUp();
    await reloads.reload(read);
    assert.deepEqual(
      lines.map((line) => JSON.parse(line).problem),
      problems,
    );
    assert.equal(service.reloads.length, 0);
    assert.deepEqual(reloads.family.samples, { 'reorigin_reloads_total{outcome="refused"}': 1 });
  });
}
