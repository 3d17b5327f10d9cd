import assert from "node:assert/strict";
import { test } from "node:test";
import { DURATION_BOUNDS_MS, RECENT_COUNT, sumLive } from "../../src/ops/live/live-report.ts";
import { LiveView } from "../../src/ops/live/live-view.ts";
import { gauge } from "../../src/ops/prometheus.ts";
import { pastReport } from "../../src/ops/report.ts";
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
    const { routes, upstreams } = viewOf(differences).report([]);
    assert.equal(routes[ROUTE]?.failures, expected);
    assert.equal(upstreams[UPSTREAM]?.failures, expected);
  });
}

test("live: a request is counted where it belongs by the time it took", () => {
  const { routes } = viewOf({ durationMs: 0.1 }, { durationMs: 5 }, { durationMs: 1e9 }).report([]);
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
  }).report([]);
  assert.deepEqual([routes, upstreams], [{}, {}]);
  assert.equal(recent[0]?.outcome, "unknown-host");
  assert.equal(recent[0]?.path.length, 200);
});

test("live: only so many of the latest requests are kept", () => {
  const records = Array.from({ length: 3 * RECENT_COUNT }, (_, i) => ({ path: `/${i}` }));
  const { recent } = viewOf(...records).report([]);
  assert.equal(recent.length, RECENT_COUNT);
  assert.ok(recent.some((request) => request.path === `/${records.length - 1}`));
});

test("live: each server is told of, also when nothing was sent to it, and those that are gone stay counted", () => {
  const view = viewOf({ upstream: "http://10.0.0.4" });
  const { upstreams } = view.report([{ origin: UPSTREAM, isIn: false, inFlight: 3 }]);
  assert.partialDeepStrictEqual(upstreams[UPSTREAM], { isOut: true, inFlight: 3, requests: 0 });
  assert.partialDeepStrictEqual(upstreams["http://10.0.0.4"], { isOut: false, inFlight: 0, requests: 1 });
});

test("live: several processes add up, and one that passes a server over is enough to say so", () => {
  const one = viewOf({}, { status: 500 }).report([{ origin: UPSTREAM, isIn: true, inFlight: 1 }]);
  const other = viewOf({}).report([{ origin: UPSTREAM, isIn: false, inFlight: 2 }]);
  const sum = sumLive([one, other]);
  assert.equal(sum.routes[ROUTE]?.requests, 3);
  assert.partialDeepStrictEqual(sum.upstreams[UPSTREAM], { failures: 1, isOut: true, inFlight: 3 });
  assert.equal(sum.recent.length, 3);
});

test("live: of a process that has ended, what it counted stays, and neither what was under way nor what it passed over", () => {
  const live = viewOf({}).report([{ origin: UPSTREAM, isIn: false, inFlight: 2 }]);
  const past = pastReport({ metrics: [gauge("g", "A gauge.", 1)], live });
  assert.deepEqual(past.metrics, []);
  assert.partialDeepStrictEqual(past.live.upstreams[UPSTREAM], { requests: 1, isOut: false, inFlight: 0 });
});
