import assert from "node:assert/strict";
import { test } from "node:test";
import { BUFFERED_BYTES, fill, PIECE, TOTAL_BYTES } from "../filling.ts";
import { request, startProxy } from "../fixture.ts";
import { RawServer } from "../raw-connection.ts";

test("a client that does not read stops the upstream, and gets everything when it does", async (t) => {
  const upstream = await RawServer.listen();
  const { client } = await startProxy(t, upstream);
  const connection = await client();
  connection.socket.pause();
  connection.send(request("GET /"));
  const application = await upstream.next();
  await application.head();
  application.send(`HTTP/1.1 200 OK\r\nContent-Length: ${TOTAL_BYTES}\r\n\r\n`);
  const taken = await fill(application);
  assert.ok(taken < BUFFERED_BYTES, `${taken} bytes were taken`);
  let received = 0;
  connection.socket.removeAllListeners("data");
  connection.socket.on("data", (chunk) => {
    received += chunk.length;
  });
  connection.socket.resume();
  for (let written = taken; written < TOTAL_BYTES; written += PIECE.length) {
    if (!application.socket.write(PIECE)) await new Promise((resolve) => application.socket.once("drain", resolve));
  }
  while (received < TOTAL_BYTES) await new Promise((resolve) => setTimeout(resolve, 5));
});

for (const forms of [false, true]) {
  test(`an upstream that does not read stops the client, when forms are ${forms ? "" : "not "}mapped`, async (t) => {
    const upstream = await RawServer.listen((connection) => connection.socket.pause());
    const { client } = await startProxy(t, upstream, { rewrite: { forms } });
    const connection = await client();
    const type = "Content-Type: application/x-www-form-urlencoded";
    connection.send(request("POST /", type, `Content-Length: ${TOTAL_BYTES}`));
    const taken = await fill(connection);
    assert.ok(taken < BUFFERED_BYTES, `${taken} bytes were taken`);
  });
}
