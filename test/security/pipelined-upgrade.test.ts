import assert from "node:assert/strict";
import { test } from "node:test";
import { request, startProxy } from "../proxy/fixture.ts";
import { RawServer } from "../proxy/raw-connection.ts";

const PLAIN = request("GET /first");
const UPGRADE = request("GET /second", "Connection: Upgrade", "Upgrade: websocket");
const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
const SWITCH = "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";

test("an upgrade that is asked for before the answer to another request waits for it, and nobody dies", async (t) => {
  const upstream = await RawServer.listen();
  const { client } = await startProxy(t, upstream);
  const connection = await client();
  connection.send(PLAIN + UPGRADE);
  const first = await upstream.next();
  await first.includes("GET /first ");
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.equal(upstream.connections.length, 1, "one after the other");
  first.send(OK);
  const second = await Promise.race([upstream.next(), first.includes("GET /second ").then(() => first)]);
  await second.includes("GET /second ");
  second.send(SWITCH);
  await connection.includes("101 Switching");
  connection.send("ping");
  await second.includes("ping");
  assert.match(connection.received, /^HTTP\/1\.1 200 OK\r\n[\s\S]*ok\r?\n?HTTP\/1\.1 101 /);
});

for (const text of [PLAIN + PLAIN + UPGRADE, UPGRADE + PLAIN, PLAIN + UPGRADE + UPGRADE, `${PLAIN}${UPGRADE}\0\0`]) {
  test(`an upgrade among other requests ends no process: ${JSON.stringify(text.match(/\/\w+/g))}`, async (t) => {
    const upstream = await RawServer.answering(OK);
    const { client, ask } = await startProxy(t, upstream);
    const connection = await client();
    connection.send(text);
    await connection.includes("200 OK");
    connection.finish();
    await connection.end();
    assert.match(await ask(request("GET /x", "Connection: close")), /^HTTP\/1\.1 200 OK\r\n/);
  });
}
