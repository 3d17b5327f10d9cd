import assert from "node:assert/strict";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type TestContext, test } from "node:test";
import type { HealthOptions, RouteInput } from "../../../src/config/config.ts";
import { resolveOptions } from "../../../src/config/resolve.ts";
import { ReverseProxy } from "../../../src/proxy/reverse-proxy.ts";
import type { ServerChange } from "../../../src/upstream/server-change.ts";
import { INTERNAL } from "../fixture.ts";

interface Application {
  readonly server: Server;
  readonly origin: string;
  /** Requests of clients. */
  requests: number;
  /** Of the checks: the last one's Host. */
  host: string | undefined;
  checked: (request: IncomingMessage, response: ServerResponse) => void;
}

async function startApplication(t: TestContext): Promise<Application> {
  const server = createServer((request, response) => {
    if (request.url === "/health?deep") {
      application.host = request.headers.host;
      application.checked(request, response);
    } else {
      application.requests++;
      response.end("ok");
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const application: Application = { server, origin, requests: 0, host: undefined, checked: well };
  return application;
}

function well(_: IncomingMessage, response: ServerResponse): void {
  response.end();
}

function ill(_: IncomingMessage, response: ServerResponse): void {
  response.writeHead(503).end();
}

const HEALTH: Partial<HealthOptions> & { path: string } = { path: "/health?deep", intervalMs: 10, timeoutMs: 8000 };

async function start(t: TestContext, applications: readonly Application[], route: Partial<RouteInput> = {}) {
  const changes: ServerChange[] = [];
  const config = resolveOptions(
    {
      listen: "127.0.0.1:0",
      routes: [{ internal: INTERNAL, upstream: applications.map(({ origin }) => origin), health: HEALTH, ...route }],
    },
    () => "/",
  );
  const observer = { started() {}, ended() {}, serverChanged: (change: ServerChange) => changes.push(change) };
  const proxy = new ReverseProxy(config, observer);
  const [address] = await proxy.listen();
  t.after(() => proxy.close(0));
  const get = () => fetch(`http://127.0.0.1:${address?.port}/`, { headers: { connection: "close" } });
  return { get, changes, proxy };
}

async function until(isDone: () => boolean, what: string): Promise<void> {
  for (let i = 0; i < 500 && !isDone(); i++) await new Promise((resolve) => setTimeout(resolve, 10));
  assert.ok(isDone(), what);
}

test("a server that is found ill is passed over until it is found well", async (t) => {
  const [a, b] = [await startApplication(t), await startApplication(t)];
  const { get, changes } = await start(t, [a, b]);
  b.checked = ill;
  await until(() => changes.length === 1, "found ill");
  assert.deepEqual(changes, [{ upstream: b.origin, isIn: false, by: "health" }]);
  const before = b.requests;
  for (let i = 0; i < 4; i++) await get();
  assert.equal(b.requests, before);
  b.checked = well;
  await until(() => changes.length === 2, "found well");
  for (let i = 0; i < 4; i++) await get();
  assert.equal(b.requests, before + 2);
});

test("the check asks for the application's own host", async (t) => {
  const a = await startApplication(t);
  await start(t, [a]);
  await until(() => a.host !== undefined, "asked");
  assert.equal(a.host, "legacy.internal:8080");
});

const illnesses: Record<string, Application["checked"]> = {
  "answers an error": ill,
  "answers a redirect that leads astray": (_, response) => response.writeHead(404).end(),
  "breaks off": (request) => request.socket.destroy(),
  "does not answer in time": () => {},
  "does not answer to the end": (_, response) => response.writeHead(200, { "Content-Length": 5 }).flushHeaders(),
};
for (const [name, checked] of Object.entries(illnesses)) {
  test(`one server alone that ${name}: 503 at once, and when to come again`, async (t) => {
    const a = await startApplication(t);
    const timeoutMs = name.startsWith("does not answer") ? 300 : 8000;
    const { get, changes } = await start(t, [a], { health: { ...HEALTH, timeoutMs } });
    assert.equal((await get()).status, 200, "it begins well");
    a.checked = checked;
    await until(() => changes.length > 0, "found ill");
    const answer = await get();
    assert.equal(answer.status, 503);
    assert.equal(answer.headers.get("retry-after"), "1");
    assert.equal(a.requests, 1);
  });
}

test("a redirect is well", async (t) => {
  const a = await startApplication(t);
  let count = 0;
  a.checked = (_, response) => {
    count++;
    response.writeHead(302, { Location: "/login" }).end();
  };
  const { changes } = await start(t, [a]);
  await until(() => count > 5, "asked");
  assert.deepEqual(changes, []);
});

test("a few bad answers are none", async (t) => {
  const a = await startApplication(t);
  let count = 0;
  a.checked = (request, response) => (count++ % 3 === 2 ? well : ill)(request, response);
  const { changes } = await start(t, [a], { health: { ...HEALTH, failures: 3 } });
  await until(() => count > 20, "asked");
  assert.deepEqual(changes, []);
});

test("nobody asks any more when the proxy is closed", async (t) => {
  const a = await startApplication(t);
  let count = 0;
  a.checked = (request, response) => {
    count++;
    well(request, response);
  };
  const { proxy } = await start(t, [a]);
  await until(() => count > 0, "asked");
  await proxy.close(0);
  const before = count;
  await new Promise((resolve) => setTimeout(resolve, 100));
  assert.ok(count <= before + 1, "one may have been under way");
});
