import assert from "node:assert/strict";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { type TestContext, test } from "node:test";
import { WebSocket, WebSocketServer } from "ws";
import { resolveOptions } from "../../src/config/resolve.ts";
import { ReverseProxy } from "../../src/proxy/reverse-proxy.ts";

/** Both ends of a WebSocket with the proxy in between. */
async function connect(t: TestContext, perMessageDeflate: boolean) {
  const application = new WebSocketServer({
    host: "127.0.0.1",
    port: 0,
    perMessageDeflate,
    handleProtocols: (offered) => [...offered].at(-1) ?? false,
  });
  await once(application, "listening");
  const upstream = `http://127.0.0.1:${(application.address() as AddressInfo).port}`;
  const config = resolveOptions(
    { listen: "127.0.0.1:0", routes: [{ internal: "http://legacy.internal/", upstream }] },
    () => "/",
  );
  const proxy = new ReverseProxy(config, { started() {}, ended() {} });
  const [address] = await proxy.listen();
  const accepted = once(application, "connection");
  const client = new WebSocket(`ws://127.0.0.1:${address?.port}/chat`, ["one", "two"], { perMessageDeflate });
  const [[server, request]] = await Promise.all([accepted, once(client, "open")]);
  t.after(async () => {
    client.terminate();
    server.terminate();
    application.close();
    await proxy.close(0);
  });
  return { client, server: server as WebSocket, request };
}

test("c5 a WebSocket keeps its subprotocol, and the application sees its own host", async (t) => {
  const { client, request } = await connect(t, false);
  assert.equal(client.protocol, "two");
  assert.equal(request.headers.host, "legacy.internal");
  assert.equal(request.url, "/chat");
});

for (const perMessageDeflate of [false, true]) {
  test(`c5 frames of every size go both ways${perMessageDeflate ? ", compressed" : ""}`, async (t) => {
    const { client, server } = await connect(t, perMessageDeflate);
    server.on("message", (data, isBinary) => server.send(data, { binary: isBinary }));
    for (const size of [0, 1, 125, 126, 65_535, 65_536, 16_777_216]) {
      const sent = Buffer.alloc(size, "http://legacy.internal/ ");
      const answer = once(client, "message");
      client.send(sent);
      const [received] = await answer;
      assert.ok(sent.equals(received), `${size} bytes`);
    }
  });
}

test("c5 many frames stay in order", async (t) => {
  const { client, server } = await connect(t, false);
  const received: string[] = [];
  const done = new Promise<void>((resolve) =>
    server.on("message", (data) => {
      received.push(String(data));
      if (received.length === 10_000) resolve();
    }),
  );
  const sent = Array.from({ length: 10_000 }, (_, i) => `frame ${i}`);
  for (const text of sent) client.send(text);
  await done;
  assert.deepEqual(received, sent);
});

for (const side of ["client", "server"] as const) {
  test(`c5 a close code passes from the ${side}`, async (t) => {
    const sockets = await connect(t, false);
    const other = sockets[side === "client" ? "server" : "client"];
    const closed = once(other, "close");
    sockets[side].close(4321, "reason");
    const [code, reason] = await closed;
    assert.deepEqual([code, String(reason)], [4321, "reason"]);
  });
}

test("c5 fragments and a ping between them stay in order", async (t) => {
  const { client, server } = await connect(t, false);
  const heard: string[] = [];
  server.on("ping", (data) => heard.push(`ping ${data}`));
  const message = once(server, "message");
  client.send("one ", { fin: false });
  client.ping("between");
  client.send("two", { fin: true });
  heard.push(`message ${(await message)[0]}`);
  assert.deepEqual(heard, ["ping between", "message one two"]);
});

test("c5 a connection that is torn down is torn down on the other side", async (t) => {
  for (const side of ["client", "server"] as const) {
    const sockets = await connect(t, false);
    const closed = once(sockets[side === "client" ? "server" : "client"], "close");
    sockets[side].terminate();
    assert.equal((await closed)[0], 1006);
  }
});
