import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { type IncomingHttpHeaders, request } from "node:http";
import { networkInterfaces } from "node:os";
import { type TestContext, test } from "node:test";
import { AdminServer } from "../../src/ops/admin.ts";
import { gauge } from "../../src/ops/prometheus.ts";
import { EMPTY_REPORT } from "../../src/ops/report.ts";

interface Ask {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

async function startAdmin(t: TestContext, listen = "127.0.0.1:0", host = "127.0.0.1") {
  const service = { isReady: false };
  const metrics = [gauge("reorigin_requests_in_flight", "Requests.", 1)];
  const admin = new AdminServer(listen, {
    report: async () => ({ ...EMPTY_REPORT, metrics }),
    isReady: () => service.isReady,
  });
  const address = await admin.listen();
  t.after(() => admin.close());
  const ask = ({ method = "GET", path = "/healthz", headers = {} }: Ask) =>
    new Promise<{ status: number; text: string; headers: IncomingHttpHeaders }>((resolve, reject) => {
      const options = { host, port: address?.port, method, path, headers, agent: false };
      request(options, (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (piece) => {
          text += piece;
        });
        response.on("end", () => resolve({ status: response.statusCode ?? 0, text, headers: response.headers }));
      })
        .on("error", reject)
        .end();
    });
  return { service, ask };
}

const cases: readonly { name: string; ask: Ask; expected: number }[] = [
  { name: "health", ask: {}, expected: 200 },
  { name: "health with a query", ask: { path: "/healthz?x" }, expected: 200 },
  { name: "HEAD", ask: { method: "HEAD" }, expected: 200 },
  { name: "metrics", ask: { path: "/metrics" }, expected: 200 },
  { name: "not ready before it is", ask: { path: "/readyz" }, expected: 503 },
  { name: "by the name localhost", ask: { headers: { Host: "localhost:9901" } }, expected: 200 },
  { name: "by an IPv6 address", ask: { headers: { Host: "[::1]:9901" } }, expected: 200 },
  { name: "B-31 by a name that was made to resolve to us", ask: { headers: { Host: "evil.example" } }, expected: 421 },
  { name: "by what is no name", ask: { headers: { Host: "a b" } }, expected: 421 },
  { name: "from a web page", ask: { headers: { Origin: "http://127.0.0.1:9901" } }, expected: 403 },
  { name: "from a page of no origin", ask: { headers: { Origin: "null" } }, expected: 403 },
  { name: "the live page", ask: { path: "/" }, expected: 200 },
  { name: "its figures", ask: { path: "/live.json", headers: { "Sec-Fetch-Site": "same-origin" } }, expected: 200 },
  {
    name: "B-31 a script of another site",
    ask: { path: "/live.json", headers: { "Sec-Fetch-Site": "cross-site" } },
    expected: 403,
  },
  {
    name: "B-31 a page of another port",
    ask: { path: "/metrics", headers: { "Sec-Fetch-Site": "same-site" } },
    expected: 403,
  },
  {
    name: "B-31 a frame in a page of another site",
    ask: {
      path: "/",
      headers: { "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe" },
    },
    expected: 403,
  },
  {
    name: "a link in a page of another site",
    ask: {
      path: "/",
      headers: { "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document" },
    },
    expected: 200,
  },
  { name: "POST", ask: { method: "POST" }, expected: 405 },
  { name: "another path", ask: { path: "/config" }, expected: 404 },
  { name: "a name that objects have", ask: { path: "/__proto__" }, expected: 404 },
];

for (const { name, ask: question, expected } of cases) {
  test(`admin: ${name}: ${expected}`, async (t) => {
    const { ask } = await startAdmin(t);
    assert.equal((await ask(question)).status, expected);
  });
}

test("admin: ready when it is said, and no longer when it is not", async (t) => {
  const { service, ask } = await startAdmin(t);
  service.isReady = true;
  const { status, text } = await ask({ path: "/readyz" });
  assert.deepEqual({ status, text }, { status: 200, text: "ready\n" });
  service.isReady = false;
  assert.equal((await ask({ path: "/readyz" })).status, 503);
});

test("admin: what cannot be told is answered with 500, and nobody dies", async (t) => {
  const admin = new AdminServer("127.0.0.1:0", {
    report: () => Promise.reject(new Error("a worker is gone")),
    isReady: () => true,
  });
  const { port } = await admin.listen();
  t.after(() => admin.close());
  const response = await fetch(`http://127.0.0.1:${port}/metrics`);
  assert.deepEqual([response.status, await response.text()], [500, "not known for now\n"]);
});

test("admin: the metrics are those of the proxy", async (t) => {
  const { ask } = await startAdmin(t);
  assert.match((await ask({ path: "/metrics" })).text, /^reorigin_requests_in_flight 1$/m);
});

test("admin: the live page holds all that it needs, and nothing else may run in it", async (t) => {
  const { ask } = await startAdmin(t);
  const { text, headers } = await ask({ path: "/" });
  const policy = String(headers["content-security-policy"]);
  for (const element of ["script", "style"]) {
    const [, content = ""] = new RegExp(`<${element}>([\\s\\S]*?)</${element}>`).exec(text) ?? [];
    const hash = createHash("sha256").update(content).digest("base64");
    assert.ok(policy.includes(`${element}-src 'sha256-${hash}'`), element);
  }
  assert.match(policy, /^default-src 'none'; /);
  assert.doesNotMatch(text, /\b(?:src|href|style|on\w+)=/);
});

const ELSEWHERE = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .find(({ family, internal }) => family === "IPv4" && !internal)?.address;

test("admin: to the network, only what names nobody", { skip: !ELSEWHERE && "there is no network" }, async (t) => {
  const { ask } = await startAdmin(t, "0.0.0.0:0", ELSEWHERE);
  for (const [path, expected] of Object.entries({ "/": 403, "/live.json": 403, "/healthz": 200, "/metrics": 200 }))
    assert.equal((await ask({ path })).status, expected, path);
});
