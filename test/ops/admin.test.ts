import assert from "node:assert/strict";
import { request } from "node:http";
import { type TestContext, test } from "node:test";
import { Operations } from "../../src/ops/operations.ts";

const OUTPUT = { write: () => true, writableLength: 0 };

interface Ask {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

async function startAdmin(t: TestContext) {
  const operations = new Operations({ logLevel: "silent", admin: "127.0.0.1:0" }, OUTPUT);
  const address = await operations.listen();
  t.after(() => operations.close());
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
  return { operations, ask };
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
  const { operations, ask } = await startAdmin(t);
  operations.setReady(true);
  assert.deepEqual(await ask({ path: "/readyz" }), { status: 200, text: "ready\n" });
  operations.setReady(false);
  assert.equal((await ask({ path: "/readyz" })).status, 503);
});

test("admin: the metrics are those of the proxy", async (t) => {
  const { operations, ask } = await startAdmin(t);
  operations.observer.started();
  assert.match((await ask({ path: "/metrics" })).text, /^reorigin_requests_in_flight 1$/m);
});

test("no admin server where it is off", async () => {
  const operations = new Operations({ logLevel: "silent", admin: false }, OUTPUT);
  assert.equal(await operations.listen(), undefined);
  await operations.close();
});
