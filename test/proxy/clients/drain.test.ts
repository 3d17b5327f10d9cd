import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { resolveOptions } from "../../../src/config/resolve.ts";
import type { Limits } from "../../../src/limits.ts";
import type { ExchangeRecord, ProxyObserver } from "../../../src/proxy/observer.ts";
import type { InFlight } from "../../../src/proxy/occupancy.ts";
import { ReverseProxy } from "../../../src/proxy/reverse-proxy.ts";
import { INTERNAL, request } from "../fixture.ts";
import { RawServer, rawClient } from "../raw-connection.ts";

const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
const LONG_MS = 20_000;

async function listening(
  t: TestContext,
  upstream: RawServer,
  limits: Partial<Limits>,
  observer: ProxyObserver = { started() {}, ended() {} },
) {
  const routes = [{ public: "http://www.example.com/", internal: INTERNAL, upstream: upstream.origin }];
  const config = resolveOptions({ listen: "127.0.0.1:0", limits, routes }, () => "/");
  const proxy = new ReverseProxy(config, observer);
  const [address] = await proxy.listen();
  t.after(() => Promise.all([upstream.close(), proxy.close(0)]));
  return { proxy, port: address?.port ?? 0 };
}

test("F5 a lame duck accepts as before, until its time is over", async (t) => {
  const { proxy, port } = await listening(t, await RawServer.answering(OK), {
    lameDuckMs: 300,
    drainIdleTimeoutMs: 10,
  });
  const closed = proxy.close();
  const client = await rawClient(port);
  assert.doesNotMatch(await client.send(request("GET /")).includes("\r\n\r\nok"), /^connection: close/im);
  await client.end();
  client.finish();
  await closed;
  await assert.rejects(rawClient(port), { code: "ECONNREFUSED" });
});

test("F5 what is left of the time ends a lame duck early", async (t) => {
  const { proxy, port } = await listening(t, await RawServer.answering(OK), { lameDuckMs: LONG_MS });
  const closed = proxy.close(30);
  await closed;
  await assert.rejects(rawClient(port), { code: "ECONNREFUSED" });
});

test("F5 a request on an idle connection is answered, and it is the last", async (t) => {
  const { proxy, port } = await listening(t, await RawServer.answering(OK), { drainIdleTimeoutMs: LONG_MS });
  const client = await rawClient(port);
  await client.send(request("GET /1")).includes("\r\n\r\nok");
  const closed = proxy.close();
  await delay(50);
  client.send(request("GET /2"));
  assert.match(await client.end(), /ok[\s\S]*connection: close[\s\S]*ok$/i);
  client.finish();
  await closed;
});

test("F5 a request that comes in pieces is waited for", async (t) => {
  const { proxy, port } = await listening(t, await RawServer.answering(OK), { drainIdleTimeoutMs: 100 });
  const client = await rawClient(port);
  const closed = proxy.close();
  for (const piece of request("GET /").match(/[\s\S]{1,8}/g) ?? []) {
    client.send(piece);
    await delay(20);
  }
  assert.match(await client.end(), /^connection: close\r$[\s\S]*ok$/im);
  client.finish();
  await closed;
});

test("F5 an idle connection is half-closed, and what still comes on it goes to nobody", async (t) => {
  const upstream = await RawServer.answering(OK);
  const { proxy, port } = await listening(t, upstream, { drainIdleTimeoutMs: 10 });
  const client = await rawClient(port);
  const closed = proxy.close();
  assert.equal(await client.end(), "");
  assert.equal(client.ended, "fin");
  client.send(request("POST /"));
  await closed;
  assert.equal(upstream.connections.length, 0);
});

test("F5 a head that is out already is followed by one more answer", async (t) => {
  const upstream = await RawServer.listen();
  const { proxy, port } = await listening(t, upstream, { drainIdleTimeoutMs: LONG_MS });
  const client = await rawClient(port);
  client.send(request("GET /1"));
  const application = await upstream.next();
  await application.head();
  application.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no");
  await client.includes("\r\n\r\no");
  const closed = proxy.close();
  await delay(20);
  application.send("k");
  await client.includes("ok");
  client.send(request("GET /2"));
  await application.head(2);
  application.send(OK);
  assert.match(await client.end(), /ok[\s\S]*connection: close[\s\S]*ok$/i);
  client.finish();
  await closed;
});

test("F5 what the deadline cuts off is told: requests and tunnels", async (t) => {
  const upstream = await RawServer.answering((head) => {
    if (/^upgrade:/im.test(head))
      return "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n";
    return head.startsWith("GET /begun") ? "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nbegun" : "";
  }, "keep");
  const told: InFlight[] = [];
  const records: Readonly<ExchangeRecord>[] = [];
  const { proxy, port } = await listening(
    t,
    upstream,
    { drainIdleTimeoutMs: 10 },
    {
      started() {},
      ended: (record) => records.push(record),
      drainTimedOut: (left) => told.push(left),
    },
  );
  const [idle, waiting, begun, tunnel] = await Promise.all([1, 2, 3, 4].map(() => rawClient(port)));
  waiting?.send(request("GET /waiting"));
  begun?.send(request("GET /begun"));
  tunnel?.send(request("GET /tunnel", "Connection: upgrade", "Upgrade: x"));
  await Promise.all([begun?.includes("begun"), tunnel?.includes("101"), upstream.next(), upstream.next()]);
  await proxy.close(200);
  assert.deepEqual(told, [{ requests: 2, tunnels: 1 }]);
  assert.deepEqual(records.map(({ path, error }) => `${path} ${error}`).sort(), [
    "/begun ERR_DRAIN_TIMEOUT",
    "/tunnel ERR_DRAIN_TIMEOUT",
    "/waiting ERR_DRAIN_TIMEOUT",
  ]);
  assert.equal(idle?.ended, "fin");
});

test("F5 where nothing is left, no deadline is told of", async (t) => {
  const told: InFlight[] = [];
  const observer = { started() {}, ended() {}, drainTimedOut: (left: InFlight) => told.push(left) };
  const { proxy } = await listening(t, await RawServer.answering(OK), { drainIdleTimeoutMs: 10 }, observer);
  await proxy.close(0);
  assert.deepEqual(told, []);
});
