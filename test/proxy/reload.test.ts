import assert from "node:assert/strict";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { setImmediate } from "node:timers/promises";
import type { ConfigInput } from "../../src/config/config.ts";
import { resolveOptions } from "../../src/config/resolve.ts";
import { ReverseProxy } from "../../src/proxy/reverse-proxy.ts";
import { INTERNAL, request } from "./fixture.ts";
import { RawServer, rawClient } from "./raw-connection.ts";

const answer = (text: string) => `HTTP/1.1 200 OK\r\nContent-Length: ${text.length}\r\n\r\n${text}`;

function configFor(upstream: string, rest: Partial<ConfigInput> = {}) {
  const routes = [{ public: "http://www.example.com/", internal: INTERNAL, upstream }];
  return resolveOptions({ listen: "127.0.0.1:0", routes, ...rest }, () => "/");
}

async function listening(t: TestContext, upstreams: readonly RawServer[]) {
  const proxy = new ReverseProxy(configFor(upstreams[0]?.origin ?? ""), { started() {}, ended() {} });
  const [address] = await proxy.listen();
  t.after(() => Promise.all([...upstreams.map((upstream) => upstream.close()), proxy.close(0)]));
  return { proxy, port: address?.port ?? 0 };
}

test("F7 the next request on a connection that stays goes to the new application", async (t) => {
  const [old, next] = [await RawServer.answering(answer("old")), await RawServer.answering(answer("new"))];
  const { proxy, port } = await listening(t, [old, next]);
  const client = await rawClient(port);
  await client.send(request("GET /")).includes("old");
  await proxy.reload(configFor(next.origin));
  const text = await client.send(request("GET /")).includes("new");
  assert.doesNotMatch(text, /connection: close/i);
});

test("F7 what is under way finishes with the configuration it began with; then its connections are closed", async (t) => {
  const [old, next] = [await RawServer.listen(), await RawServer.answering(answer("new"))];
  const { proxy, port } = await listening(t, [old, next]);
  const client = await rawClient(port);
  client.send(request("GET /"));
  const application = await old.next();
  await application.head();
  const css = `a { background: url(${INTERNAL}a.png) }`;
  application.send(`HTTP/1.1 200 OK\r\nContent-Type: text/css\r\nContent-Length: ${css.length}\r\n\r\n`);
  await client.head();
  const routes = [{ public: "http://other.example/", internal: INTERNAL, upstream: next.origin }];
  await proxy.reload(configFor(next.origin, { routes }));
  assert.equal(application.ended, "no");
  application.send(css);
  await client.includes("url(http://www.example.com/a.png)");
  await application.end();
  assert.match(await client.send(request("GET /", "Host: other.example")).includes("new"), /new$/);
});

test("F7 an address that is added is listened on; one that is left out lets its connections finish", async (t) => {
  const upstream = await RawServer.listen();
  const { proxy, port } = await listening(t, [upstream]);
  const client = await rawClient(port);
  client.send(request("GET /"));
  const application = await upstream.next();
  await application.head();
  const spare = await RawServer.listen();
  const sparePort = spare.port;
  await spare.close();
  await proxy.reload(configFor(upstream.origin, { listen: `127.0.0.1:${sparePort}` }));
  while (await isListening(port)) await setImmediate();
  const added = await rawClient(sparePort);
  added.send(request("GET /added"));
  const other = await upstream.next();
  assert.match(await other.head(), /^GET \/added /);
  application.send(answer("old"));
  assert.match(await client.end(), /^connection: close\r$[\s\S]*old$/im);
  client.finish();
});

const CERTIFICATES = join(import.meta.dirname, "..", "certificates");
const [cert, key] = [join(CERTIFICATES, "www.crt"), join(CERTIFICATES, "www.key")];

test("F7 an address that is turned from plain to TLS: that is said, and all goes on as it was", async (t) => {
  const upstream = await RawServer.answering(answer("old"));
  const { proxy, port } = await listening(t, [upstream]);
  const spare = await RawServer.listen();
  const sparePort = spare.port;
  const address = `127.0.0.1:${sparePort}`;
  await spare.close();
  await proxy.reload(configFor(upstream.origin, { listen: ["127.0.0.1:0", address] }));
  await assert.rejects(proxy.reload(configFor(upstream.origin, { listen: ["127.0.0.1:0", { address, cert, key }] })), {
    code: "ERR_LISTEN",
    message: `Cannot change "${address}" between plain and TLS: that needs a new start`,
  });
  for (const open of [port, sparePort]) assert.ok(await isListening(open));
});

const REFUSED: readonly { name: string; change: (taken: string) => Partial<ConfigInput>; code: string }[] = [
  { name: "an address that is taken", change: (taken) => ({ listen: ["127.0.0.1:0", taken] }), code: "ERR_LISTEN" },
  { name: "no routes", change: () => ({ routes: [] }), code: "ERR_CONFIG" },
];

for (const { name, change, code } of REFUSED) {
  test(`F7 ${name}: refused, and all goes on as it was`, async (t) => {
    const upstream = await RawServer.answering(answer("old"));
    const { proxy, port } = await listening(t, [upstream]);
    const { host } = new URL(upstream.origin);
    await assert.rejects(proxy.reload(configFor(upstream.origin, change(host))), { code });
    const client = await rawClient(port);
    assert.match(await client.send(request("GET /")).includes("old"), /^HTTP\/1\.1 200 /);
  });
}

test("F7 other limits hold for the connections that come", async (t) => {
  const upstream = await RawServer.answering(answer("old"));
  const { proxy, port } = await listening(t, [upstream]);
  await proxy.reload(configFor(upstream.origin, { limits: { keepAliveTimeoutMs: 20, targetBytes: 5 } }));
  const client = await rawClient(port);
  assert.match(await client.send(request("GET /too-long")).head(), /^HTTP\/1\.1 414 /);
  const idle = await rawClient(port);
  await idle.send(request("GET /")).includes("old");
  await idle.end();
});

test("F7 a proxy that does not listen changes its routes only", async (t) => {
  const upstream = await RawServer.answering(answer("old"));
  const proxy = new ReverseProxy(configFor(upstream.origin), { started() {}, ended() {} });
  t.after(() => Promise.all([upstream.close(), proxy.close(0)]));
  await proxy.reload(configFor(upstream.origin, { listen: ["127.0.0.1:0", "127.0.0.1:0"] }));
});

async function isListening(port: number): Promise<boolean> {
  try {
    (await rawClient(port)).socket.destroy();
    return true;
  } catch {
    return false;
  }
}
