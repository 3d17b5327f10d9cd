import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { ConfigInput, RouteInput } from "../../src/config/config.ts";
import { resolveOptions } from "../../src/config/resolve.ts";
import { ReverseProxy } from "../../src/proxy/reverse-proxy.ts";
import { INTERNAL, request } from "./fixture.ts";
import { RawServer, rawClient } from "./raw-connection.ts";

const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
const ILL = "HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n";

async function listening(t: TestContext, ...applications: readonly RawServer[]) {
  const routeTo = (route: Partial<RouteInput>) => {
    const upstream = applications.map(({ origin }) => origin);
    return { public: "http://www.example.com/", internal: INTERNAL, upstream, ...route };
  };
  const configOf = (route: Partial<RouteInput> = {}) => {
    const input: ConfigInput = { listen: "127.0.0.1:0", routes: [routeTo(route)] };
    return resolveOptions(input, () => "/");
  };
  const proxy = new ReverseProxy(configOf({ ejection: { failures: 1 } }), { started() {}, ended() {} });
  const [address] = await proxy.listen();
  t.after(() => Promise.all([proxy.close(0), ...applications.map((application) => application.close())]));
  const client = () => rawClient(address?.port ?? 0);
  return { proxy, client, configOf };
}

test("a server's requests are under way from when they are sent to their answer's end", async (t) => {
  const application = await RawServer.listen();
  const { proxy, client } = await listening(t, application);
  const state = (inFlight: number) => [{ origin: application.origin, isIn: true, inFlight }];
  const inFlight = () => proxy.servers.map(({ origin, isIn, inFlight }) => ({ origin, isIn, inFlight }));
  assert.deepEqual(inFlight(), state(0));
  const connection = await client();
  connection.send(request("GET /"));
  const answering = await application.next();
  await answering.head();
  answering.send(OK.slice(0, -1));
  await connection.includes("\r\n\r\no");
  assert.deepEqual(inFlight(), state(1));
  answering.send(OK.slice(-1));
  await connection.includes("ok");
  while (proxy.servers[0]?.inFlight !== 0) await new Promise(setImmediate);
});

test("a server that fails is out, and in again under a new configuration, where what is under way still counts", async (t) => {
  const [waiting, ill] = [await RawServer.listen(), await RawServer.answering(ILL)];
  const { proxy, client, configOf } = await listening(t, waiting, ill);
  const first = await client();
  first.send(request("GET /"));
  await (await waiting.next()).head();
  await (await client()).send(request("GET /")).head();
  const states = () => proxy.servers.map(({ isIn, inFlight }) => [isIn, inFlight]);
  assert.deepEqual(states(), [
    [true, 1],
    [false, 0],
  ]);
  await proxy.reload(configOf());
  assert.deepEqual(states(), [
    [true, 1],
    [true, 0],
  ]);
  await proxy.reload(configOf({ upstream: ill.origin }));
  assert.deepEqual(
    proxy.servers.map(({ origin, inFlight }) => [origin, inFlight]),
    [
      [ill.origin, 0],
      [waiting.origin, 1],
    ],
  );
});
