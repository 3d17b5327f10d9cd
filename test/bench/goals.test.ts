import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { Figures } from "../../bench/goals/figures.ts";
import { cpuPlot } from "../../bench/goals/plot.ts";
import { goalReport } from "../../bench/goals/report.ts";
import { PROXIES } from "../../bench/proxies/table.ts";
import type { Measurement, Trial } from "../../bench/proxies/trials.ts";
import { applyWrkLoad, HAS_WRK, readWrk } from "../../bench/proxies/wrk-load.ts";

/** A run in which every proxy took so many µs for each request for the smallest page. */
function figuresOf(cpuUs: Readonly<Record<string, number>>): Figures {
  const trials = PROXIES.map((proxy) => {
    const cpuUsPerRequest = cpuUs[proxy.name];
    const measurements =
      cpuUsPerRequest === undefined ? [] : [{ cpuUsPerRequest, requests: 100, failures: 0 } as Measurement];
    return { proxy, scenario: { name: "list, 3 KB" }, measurements, paced: [] } as unknown as Trial;
  });
  return new Figures([], { trials, absent: new Map() }, [{ name: "routes, few to many", leastUs: 2, mostUs: 2.2 }]);
}

const FIGURES = figuresOf({ reorigin: 90, "nginx, sub_filter": 50, "Bun, HTMLRewriter": 150 });

const rows = [
  {
    name: "reached in part",
    row: /^\| proxy, list, 3 KB: CPU .* nginx, sub_filter \| +1\.80× \| +≤ 2× \*\*met\*\* \| +≤ 1\.5× not met \|$/m,
  },
  {
    name: "missed",
    row: /^\| proxy, list, 3 KB: CPU .* Bun, HTMLRewriter \| +0\.60× \| +≤ 0\.5× not met \| +≤ 0\.4× not met \|$/m,
  },
  {
    name: "a peer that is absent",
    row: /^\| proxy, list, 3 KB: CPU .* Apache, mod_proxy_html \| +absent \| +≤ 0\.5× \| +≤ 0\.35× \|$/m,
  },
  { name: "without a moonshot", row: /^\| growth: a thousand routes .* \| +1\.10× \| +≤ 1\.2× \*\*met\*\* \| +– \|$/m },
];
for (const { name, row } of rows) {
  test(`goals: ${name}`, () => assert.match(goalReport(FIGURES), row));
}

test("plot: a bar for each proxy that was measured, the longest for the slowest", () => {
  const bars = [...cpuPlot(FIGURES).matchAll(/<rect class="(\w+)" .* width="([\d.]+)"/g)];
  assert.deepEqual(
    bars.map(([, kind]) => kind),
    ["peer", "own", "peer"],
  );
  const widths = bars.map(([, , width]) => Number(width));
  assert.deepEqual(
    widths,
    widths.toSorted((a, b) => a - b),
  );
});

test("wrk: what it prints is read", () => {
  const printed = `Running 1s test @ http://127.0.0.1:1/
  Latency Distribution
     50%  812.00us
     99%    3.10ms
  13894 requests in 2.00s, 40.18MB read
  Socket errors: connect 0, read 3, write 0, timeout 1
  Non-2xx or 3xx responses: 12
`;
  assert.deepEqual(readWrk(printed), {
    requests: 13_894,
    failures: 16,
    requestsPerSecond: 6947,
    p50Ms: 0.812,
    p99Ms: 3.1,
  });
});

test("wrk: requests name one host, the one that is asked for", { skip: !HAS_WRK }, async (t) => {
  const server = createServer(({ rawHeaders, headers: { host } }, response) => {
    const isOne = rawHeaders.filter((text) => text.toLowerCase() === "host").length === 1;
    response.writeHead(isOne && host === "www.example.com" ? 200 : 400).end();
  }).listen(0, "127.0.0.1");
  t.after(() => server.close());
  await new Promise((resolve) => server.once("listening", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const result = await applyWrkLoad({ url, fields: { host: "www.example.com" }, connections: 1, seconds: 1 });
  assert.ok(result.requests > 0);
  assert.equal(result.failures, 0);
});
