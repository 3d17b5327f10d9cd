import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { Metrics } from "../../src/ops/metrics.ts";
import { Counter, formatFamilies, sumFamilies } from "../../src/ops/prometheus.ts";
import { serverFamilies } from "../../src/ops/server-metrics.ts";
import type { ExchangeRecord } from "../../src/proxy/observer.ts";

const RECORD: ExchangeRecord = {
  method: "GET",
  host: "a",
  path: "/",
  version: "1.1",
  client: "",
  route: undefined,
  upstream: undefined,
  status: 200,
  requestBytes: 10,
  responseBytes: 100,
  durationMs: 7,
  body: "rewritten",
  overruns: 0,
  requestBody: undefined,
  refusal: undefined,
  error: undefined,
};

test("metrics count exchanges", () => {
  const metrics = new Metrics();
  for (let i = 0; i < 4; i++) metrics.started();
  metrics.ended({ ...RECORD, overruns: 2, requestBody: "rewritten" });
  metrics.ended({
    ...RECORD,
    status: 502,
    body: undefined,
    refusal: "upstream-unreachable",
    error: "ECONNREFUSED",
    durationMs: 70,
  });
  metrics.ended({ ...RECORD, status: 0, body: "media-type", error: "ERR_CLIENT_ABORTED", durationMs: 20_000 });
  const text = formatFamilies(metrics.families());
  for (const line of [
    'reorigin_requests_total{status="2xx"} 1',
    'reorigin_requests_total{status="5xx"} 1',
    'reorigin_requests_total{status="none"} 1',
    'reorigin_refusals_total{refusal="upstream-unreachable"} 1',
    'reorigin_errors_total{code="ECONNREFUSED"} 1',
    'reorigin_bodies_total{outcome="rewritten"} 1',
    'reorigin_bodies_total{outcome="media-type"} 1',
    'reorigin_request_bodies_total{outcome="rewritten"} 1',
    "reorigin_overruns_total 2",
    "reorigin_request_bytes_total 30",
    "reorigin_response_bytes_total 300",
    'reorigin_request_duration_seconds_bucket{le="0.005"} 0',
    'reorigin_request_duration_seconds_bucket{le="0.01"} 1',
    'reorigin_request_duration_seconds_bucket{le="0.1"} 2',
    'reorigin_request_duration_seconds_bucket{le="10"} 2',
    'reorigin_request_duration_seconds_bucket{le="+Inf"} 3',
    "reorigin_request_duration_seconds_count 3",
    "reorigin_requests_in_flight 1",
  ]) {
    assert.ok(text.includes(`${line}\n`), line);
  }
});

test("metrics tell who is passed over and what is under way, and add up over processes", () => {
  const [one, other] = [true, false].map((isIn) => serverFamilies([{ origin: "http://a", isIn, inFlight: 2 }]));
  const text = formatFamilies(sumFamilies([...(one ?? []), ...(other ?? [])]));
  assert.match(text, /^reorigin_upstream_out\{upstream="http:\/\/a"\} 1$/m);
  assert.match(text, /^reorigin_upstream_requests_in_flight\{upstream="http:\/\/a"\} 4$/m);
});

test("every metric is in docs/operation.md", () => {
  const named = (text: string, pattern: RegExp) => [...new Set(text.match(pattern))].sort();
  const sources = globSync("src/{ops,service}/**/*.ts").map((file) => readFileSync(file, "utf8"));
  const docs =
    readFileSync("docs/operation.md", "utf8")
      .match(/^\| `\w+_\w+` \|/gm)
      ?.join() ?? "";
  const isMetric = /\b(?:reorigin|process|nodejs)_\w+/g;
  const inSource = named(
    sources
      .join()
      .match(/"(?:reorigin|process|nodejs)_\w+"/g)
      ?.join() ?? "",
    isMetric,
  );
  assert.deepEqual(named(docs, isMetric), inSource);
});

test("metrics are in the text format: every line is a comment or a sample", () => {
  const sample = /^(?:# (?:HELP|TYPE) [a-z_]+ .+|[a-z_]+(?:\{[a-z]+="(?:[^"\\\n]|\\.)*"\})? [\d.e+-]+)$/;
  const metrics = new Metrics();
  metrics.ended({ ...RECORD, error: 'odd "code"\n' });
  for (const line of formatFamilies(metrics.families()).trimEnd().split("\n")) assert.match(line, sample);
});

test("a label's value is escaped", () => {
  const counter = new Counter("a_total", "A.", "b");
  counter.add(1, '\\"\n');
  assert.ok(formatFamilies([counter.family()]).endsWith('a_total{b="\\\\\\"\\n"} 1\n'));
});
