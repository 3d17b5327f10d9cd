import assert from "node:assert/strict";
import { request } from "node:http";
import { type TestContext, test } from "node:test";
import { AdminServer } from "../../src/ops/admin.ts";
import { gauge } from "../../src/ops/prometheus.ts";

interface Ask {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

async function startAdmin(t: TestContext) {
  const service = { isReady: false };
  const metrics = [gauge("reorigin_requests_in_flight", "Requests.", 1)];
  const admin = new AdminServer("127.0.0.1:0", {
    report: async () => ({ metrics }),
    isReady: () => service.isReady,
  });
  const address = await admin.listen();
  t.after(() => admin.close());
  const ask = ({ method = "GET", path = "/healthz", headers = {} }: Ask) =>
    new Promise<{ status: number; text: string }>((resolve, reject) => {
      const options = { host: "127.0.0.1", port: address?.port, method, path, headers, agent: false };
      request(options, (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (piece) => {
          text += piece;
        });
        response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
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
  { name: "by a name that was made to resolve to us", ask: { headers: { Host: "evil.example" } }, expected: 421 },
  { name: "by what is no name", ask: { headers: { Host: "a b" } }, expected: 421 },
  { name: "from a web page", ask: { headers: { Origin: "http://127.0.0.1:9901" } }, expected: 403 },
  { name: "from a page of no origin", ask: { headers: { Origin: "null" } }, expected: 403 },
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
  assert.deepEqual(await ask({ path: "/readyz" }), { status: 200, text: "ready\n" });
  service.isReady = false;
  assert.equal((await ask({ path: "/readyz" })).status, 503);
});

test("admin: the metrics are those of the proxy", async (t) => {
  const { ask } = await startAdmin(t);
  assert.match((await ask({ path: "/metrics" })).text, /^reorigin_requests_in_flight 1$/m);
});
