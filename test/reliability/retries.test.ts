import assert from "node:assert/strict";
import { test } from "node:test";
import { resolveLimits } from "../../src/limits.ts";
import { INTERNAL, request, startProxy } from "../proxy/fixture.ts";
import { RawServer } from "../proxy/raw-connection.ts";

const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

test("A7-82 a connection that is kept is used again", async (t) => {
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

test("A7-82 a GET that meets a closing connection is repeated on another", async (t) => {
  const { client, upstream } = await startProxy(t, await closing([1, 1]));
  const connection = await client();
  await connection.send(request("GET /1")).includes("ok");
  await connection
    .send(request("GET /2"))
    .until((received) => received.endsWith("ok") && received.split("ok").length === 3);
  assert.match(upstream.connections[1]?.received ?? "", /^GET \/2 /);
});

test("A7-81 F3 a request is not repeated twice", async (t) => {
  const { client, upstream } = await startProxy(t, await closing([1, 0, 1]));
  const connection = await client();
  await connection.send(request("GET /1")).includes("ok");
  await connection.send(request("GET /2")).includes("HTTP/1.1 502");
  assert.equal(upstream.connections.length, 2);
});

for (const [name, input] of Object.entries({
  "a POST": `${request("POST /", "Content-Length: 1")}x`,
  "a POST without content": request("POST /"),
  "a DELETE": request("DELETE /"),
  "a GET with content": `${request("GET /", "Content-Length: 1")}x`,
  "an upgrade": request("GET /", "Connection: upgrade", "Upgrade: websocket"),
})) {
  test(`A7-81 F3 ${name} that meets a closing connection is not repeated`, async (t) => {
    const { client, upstream } = await startProxy(t, await closing([1, 1]));
    const connection = await client();
    await connection.send(request("GET /")).includes("ok");
    await connection.send(input).includes("HTTP/1.1 502");
    assert.equal(upstream.connections.length, 1);
  });
}

for (const said of ["HTTP/1.1 2", "HTTP/1.1 200 OK\r\nContent-Le", "HTTP/1.1 103 Early Hints\r\n\r\n"]) {
  test(`A7-82 a GET that was half answered is not repeated: ${JSON.stringify(said)}`, async (t) => {
    const upstream = await RawServer.listen(async (connection) => {
      await connection.head().catch(() => {});
      connection.send(OK);
      await connection.head(2).catch(() => {});
      connection.send(said).finish();
    });
    const { client } = await startProxy(t, upstream);
    const connection = await client();
    await connection.send(request("GET /")).includes("ok");
    await connection.send(request("GET /")).includes("HTTP/1.1 502");
    assert.equal(upstream.connections.length, 1);
  });
}

/** Closes each connection when the second request has come, and notes who was asked what. */
function closingSecond(name: string, asked: string[]): Promise<RawServer> {
  return RawServer.listen(async (connection) => {
    for (let count = 1; count <= 2; count++) {
      await connection.head(count).catch(() => {});
      if (connection.ended !== "no") return;
      asked.push(`${connection.received.split("\r\n\r\n")[count - 1]?.split(" ")[1]} ${name}`);
      if (count === 1) connection.send(OK);
    }
    connection.finish();
  });
}

const GETS = 10;

for (const names of [["a"], ["a", "b"]]) {
  test(`F3 A7-82 retryPercent 0 and ${names.length} upstream(s): what a closing connection took is sent to the same one once more`, async (t) => {
    const asked: string[] = [];
    const [first, ...others] = await Promise.all(names.map((name) => closingSecond(name, asked)));
    const upstream = [first!, ...others].map(({ origin }) => origin);
    t.after(() => Promise.all(others.map((server) => server.close())));
    const { client } = await startProxy(t, first!, {
      routes: [{ public: "http://www.example.com/", internal: INTERNAL, upstream }],
      limits: resolveLimits({ retryPercent: 0, upstreamConnections: 1 }),
    });
    const connection = await client();
    for (let number = 1; number <= GETS; number++) {
      await connection
        .send(request(`GET /${number}`))
        .until((received) => received.split("\r\n\r\nok").length > number, `answer ${number}`);
    }
    // Each upstream has a first request of its own, on a connection that is new.
    assert.equal(asked.length, 2 * GETS - names.length);
    assert.equal(new Set(asked).size, GETS);
  });
}
