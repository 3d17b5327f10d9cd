import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";
import { resolveOptions } from "../../../src/config/resolve.ts";
import { ReverseProxy } from "../../../src/proxy/reverse-proxy.ts";
import { INTERNAL, request } from "../fixture.ts";
import { RawServer, rawClient } from "../raw-connection.ts";

const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

function newProxy(listen: string | string[], upstream: string): ReverseProxy {
  const route = { internal: INTERNAL, upstream };
  return new ReverseProxy(
    resolveOptions({ listen, routes: [route] }, () => "/"),
    { started() {}, ended() {} },
  );
}

test("several addresses, any free ports, a public origin that follows the first", async (t) => {
  const upstream = await RawServer.answering(
    `HTTP/1.1 302 Found\r\nLocation: ${INTERNAL}x\r\nContent-Length: 0\r\n\r\n`,
  );
  const proxy = newProxy(["127.0.0.1:0", "127.0.0.1:0"], upstream.origin);
  const addresses = await proxy.listen();
  t.after(async () => {
    await upstream.close();
    await proxy.close(0);
  });
  for (const { port } of addresses) {
    const client = await rawClient(port);
    const answer = await client.send(request("GET /", "Host: localhost", "Connection: close")).end();
    assert.match(answer, new RegExp(`^location: http://localhost:${addresses[0]?.port}/x\r$`, "im"));
  }
});

test("an address that is taken: one clear message, and nothing is listened on", async (t) => {
  const taken = await RawServer.listen();
  t.after(() => taken.close());
  const proxy = newProxy(["127.0.0.1:0", `127.0.0.1:${taken.port}`], taken.origin);
  await assert.rejects(proxy.listen(), {
    code: "ERR_LISTEN",
    message: `Cannot listen on "127.0.0.1:${taken.port}": the port is taken`,
  });
});

test("closing lets requests in flight finish, and tells their clients that it was the last", async (t) => {
  const upstream = await RawServer.listen();
  const proxy = newProxy("127.0.0.1:0", upstream.origin);
  const [address] = await proxy.listen();
  t.after(() => Promise.all([upstream.close(), proxy.close(0)]));
  const port = address?.port ?? 0;
  const [busy, idle] = [await rawClient(port), await rawClient(port)];
  busy.send(request("GET /", `Host: 127.0.0.1:${port}`));
  const application = await upstream.next();
  await application.head();
  const closed = proxy.close();
  await idle.end();
  idle.finish();
  await assert.rejects(rawClient(port));
  application.send(OK);
  assert.match(await busy.end(), /ok$/);
  busy.finish();
  await closed;
});

test("a connection that is kept busy is closed after its next answer", async (t) => {
  const upstream = await RawServer.listen();
  const proxy = newProxy("127.0.0.1:0", upstream.origin);
  const [address] = await proxy.listen();
  t.after(() => Promise.all([upstream.close(), proxy.close(0)]));
  const port = address?.port ?? 0;
  const busy = await rawClient(port);
  busy.send(request("GET /1", `Host: 127.0.0.1:${port}`));
  const application = await upstream.next();
  await application.head();
  const closed = proxy.close();
  busy.send(request("GET /2", `Host: 127.0.0.1:${port}`));
  const other = await upstream.next();
  await other.head();
  application.send(OK);
  other.send(OK);
  assert.match(await busy.end(), /ok[\s\S]*connection: close[\s\S]*ok$/i);
  busy.finish();
  await closed;
});

test("closing breaks off at the deadline, tunnels too", async (t) => {
  const upstream = await RawServer.listen();
  const proxy = newProxy("127.0.0.1:0", upstream.origin);
  const [address] = await proxy.listen();
  t.after(() => Promise.all([upstream.close(), proxy.close(0)]));
  const port = address?.port ?? 0;
  const [waiting, tunnel] = [await rawClient(port), await rawClient(port)];
  waiting.send(request("GET /", `Host: 127.0.0.1:${port}`));
  await (await upstream.next()).head();
  tunnel.send(request("GET /", `Host: 127.0.0.1:${port}`, "Connection: upgrade", "Upgrade: websocket"));
  const application = await upstream.next();
  await application.head();
  application.send("HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n");
  await tunnel.head();
  await proxy.close(50);
  await Promise.all([waiting.end(), tunnel.end(), application.end()]);
});

test("the handler answers for a server of somebody else", async (t) => {
  const upstream = await RawServer.answering(OK);
  const proxy = newProxy("127.0.0.1:0", upstream.origin);
  const server = createServer(proxy.handler);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(async () => {
    await upstream.close();
    await proxy.close(0);
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  const client = await rawClient(typeof address === "object" && address ? address.port : 0);
  assert.match(await client.send(request("GET /", "Host: localhost", "Connection: close")).end(), /ok$/);
});
