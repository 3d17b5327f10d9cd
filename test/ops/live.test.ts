import assert from "node:assert/strict";
import { test } from "node:test";
import { DURATION_BOUNDS_MS, RECENT_COUNT, sumLive } from "../../src/ops/live/live-report.ts";
import { LiveView } from "../../src/ops/live/live-view.ts";
import type { ExchangeRecord } from "../../src/proxy/observer.ts";

const ROUTE = "http://www.example.com/";
const UPSTREAM = "http://10.0.0.5:8080";

function record(differences: Partial<ExchangeRecord>): ExchangeRecord {
  return {
    method: "GET",
    host: "www.example.com",
    path: "/x",
    version: "1.1",
    client: "192.0.2.1",
    route: ROUTE,
    upstream: UPSTREAM,
    status: 200,
    requestBytes: 0,
    responseBytes: 1234,
    durationMs: 5,
    body: "rewritten",
    overruns: 0,
    requestBody: undefined,
    refusal: undefined,
    error: undefined,
    ...differences,
  };
}

function viewOf(...records: readonly Partial<ExchangeRecord>[]): LiveView {
  const view = new LiveView();
  for (const differences of records) view.ended(record(differences));
  return view;
}

const failures: readonly { name: string; differences: Partial<ExchangeRecord>; expected: number }[] = [
  { name: "a good answer", differences: {}, expected: 0 },
  { name: "the client's mistake", differences: { status: 404 }, expected: 0 },
  { name: "a client that went away", differences: { status: 0, error: "ERR_CLIENT_ABORTED" }, expected: 0 },
  { name: "an application that fails", differences: { status: 500 }, expected: 1 },
  { name: "a response that was cut off", differences: { error: "UND_ERR_SOCKET" }, expected: 1 },
];

for (const { name, differences, expected } of failures) {
  test(`live: ${name} counts as ${expected} failures`, () => {
    const { routes, upstreams } = viewOf(differences).report();
    assert.equal(routes[ROUTE]?.failures, expected);
    assert.equal(upstreams[UPSTREAM]?.failures, expected);
  });
}

test("live: a request is counted where it belongs by the time it took", () => {
  const { routes } = viewOf({ durationMs: 0.1 }, { durationMs: 5 }, { durationMs: 1e9 }).report();
  const { durations = [] } = routes[ROUTE] ?? {};
  assert.equal(durations[0], 1);
  assert.equal(durations[DURATION_BOUNDS_MS.indexOf(6)], 1);
  assert.equal(durations.at(-1), 1);
});

test("live: what no route takes is among the latest requests only, and long texts are cut", () => {
  const path = `/${"x".repeat(5000)}`;
  const { routes, upstreams, recent } = viewOf({
    route: undefined,
    upstream: undefined,
    refusal: "unknown-host",
    path,
  }).report();
  assert.deepEqual([routes, upstreams], [{}, {}]);
  assert.equal(recent[0]?.outcome, "unknown-host");
  assert.equal(recent[0]?.path.length, 200);
});

test("live: only so many of the latest requests are kept", () => {
  const records = Array.from({ length: 3 * RECENT_COUNT }, (_, i) => ({ path: `/${i}` }));
  const { recent } = viewOf(...records).report();
  assert.equal(recent.length, RECENT_COUNT);
  assert.ok(recent.some((request) => request.path === `/${records.length - 1}`));
});

test("live: a server that is passed over is out until it is in again, also when nothing was sent to it", () => {
  const view = new LiveView();
  view.serverChanged({ upstream: UPSTREAM, isIn: false, by: "health" });
  assert.equal(view.report().upstreams[UPSTREAM]?.isOut, true);
  view.serverChanged({ upstream: UPSTREAM, isIn: true, by: "health" });
  view.ended(record({}));
  assert.equal(view.report().upstreams[UPSTREAM]?.isOut, false);
});

test("live: several processes add up, and one that passes a server over is enough to say so", () => {
  const [one, other] = [viewOf({}, { status: 500 }), viewOf({})];
  other.serverChanged({ upstream: UPSTREAM, isIn: false, by: "requests" });
  const sum = sumLive([one.report(), other.report()]);
  assert.equal(sum.routes[ROUTE]?.requests, 3);
  assert.equal(sum.upstreams[UPSTREAM]?.failures, 1);
  assert.equal(sum.upstreams[UPSTREAM]?.isOut, true);
  assert.equal(sum.recent.length, 3);
});
