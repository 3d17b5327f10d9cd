import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { ComparedProxy } from "../../bench/proxies/compared-proxy.ts";
import { HAS_ACCOUNTING } from "../../bench/proxies/process-tree.ts";
import { proxyReport } from "../../bench/proxies/report.ts";
import { RunningProxies } from "../../bench/proxies/running-proxies.ts";
import { SCENARIOS } from "../../bench/proxies/scenarios.ts";
import { PACED } from "../../bench/proxies/table.ts";
import { checkedTrials, measure, measurePaced } from "../../bench/proxies/trials.ts";
import { undiciPassThrough } from "../../bench/proxies/undici-pass-through.ts";

const [reorigin] = PACED as [ComparedProxy];
const absent: ComparedProxy = {
  name: "none",
  pages: "rewritten",
  prepare: () => ({ program: "no-such-program", args: [] }),
};
/** Claims to rewrite, and does not. */
const idle: ComparedProxy = { ...undiciPassThrough, name: "idle", pages: "rewritten" };

const running = new RunningProxies();
after(() => running.close());
await running.start([reorigin, undiciPassThrough, idle, absent]);
const trials = await checkedTrials(running.servers, SCENARIOS);

for (const { proxy, scenario, fault } of trials) {
  const isWrong = proxy === idle && scenario.type.startsWith("text/html");
  test(`${proxy.name}: ${scenario.name} ${isWrong ? "has a fault" : "is as expected"}`, () => {
    assert.equal(fault, isWrong ? "the body is not the expected one" : undefined);
  });
}

test("a proxy that is not installed is absent, and named", () => {
  assert.match(proxyReport(trials, running.absent), /^Absent: none: spawn no-such-program ENOENT$/m);
});

test("figures are measured", { timeout: 20_000 }, async () => {
  const trial = trials.find(({ proxy, fault }) => proxy === undiciPassThrough && fault === undefined)!;
  const full = await measure(trial, 0.2);
  assert.equal(full.failures, 0);
  assert.ok(full.requestsPerSecond > 0 && full.p50Ms <= full.p99Ms);
  assert.ok(full.cpuUsPerRequest > 0 || !HAS_ACCOUNTING);
  const paced = await measurePaced(trial, 100, 0.2);
  assert.deepEqual({ requests: paced.requests, failures: paced.failures }, { requests: 20, failures: 0 });
  assert.ok(paced.firstByteMs > 0 && paced.firstByteMs <= paced.p99Ms);
});
