import assert from "node:assert/strict";
import { test } from "node:test";
import { request, startProxy } from "./fixture.ts";
import { RawServer } from "./raw-connection.ts";

const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

test("a connection that is kept is used again", async (t) => {
  const upstream = await RawServer.answering(OK);
  const { client } = await startProxy(t, upstream);
  const connection = await client();
  for (let count = 1; count <= 5; count++) {
    await connection.send(request("GET /")).until((received) => received.split("\r\n\r\nok").length > count);
  }
  assert.equal(upstream.connections.length, 1);
});

/** An upstream that answers `answers` requests on a connection, and closes it when the next one has come. */
function closing(answers: readonly number[]): Promise<RawServer> {
  let connections = 0;
  return RawServer.listen(async (connection) => {
    const count = answers[connections++] ?? 0;
    for (let answered = 0; answered < count; answered++) {
      await connection.head(answered + 1);
      connection.send(OK);
    }
    await connection.head(count + 1).catch(() => {});
    connection.finish();
  });
}

test("a request that meets a closing connection is repeated on another", async (t) => {
  const { client, upstream } = await startProxy(t, await closing([1, 1]));
  const connection = await client();
  await connection.send(request("GET /1")).includes("ok");
  await connection
    .send(request("GET /2"))
    .until((received) => received.endsWith("ok") && received.split("ok").length === 3);
  assert.match(upstream.connections[1]?.received ?? "", /^GET \/2 /);
});

test("a request is not repeated twice", async (t) => {
  const { client, upstream } = await startProxy(t, await closing([1, 0, 1]));
  const connection = await client();
  await connection.send(request("GET /1")).includes("ok");
  await connection.send(request("GET /2")).includes("HTTP/1.1 502");
  assert.equal(upstream.connections.length, 2);
});

test("a POST that meets a closing connection is not repeated", async (t) => {
  const { client, upstream } = await startProxy(t, await closing([1, 1]));
  const connection = await client();
  await connection.send(request("GET /")).includes("ok");
  await connection.send(`${request("POST /", "Content-Length: 1")}x`).includes("HTTP/1.1 502");
  assert.equal(upstream.connections.length, 1);
});
