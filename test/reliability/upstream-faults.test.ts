import assert from "node:assert/strict";
import { test } from "node:test";
import { resolveLimits } from "../../src/limits.ts";
import { request, startProxy } from "../proxy/fixture.ts";
import { RawServer } from "../proxy/raw-connection.ts";
import { blackHole } from "./support/black-hole.ts";

const CLOSE = "Connection: close";

test("A7-80 F2 a port that nobody listens on: 502 within 100 ms", async (t) => {
  const upstream = await RawServer.listen();
  const { ask } = await startProxy(t, upstream);
  await upstream.close();
  const durations: number[] = [];
  for (let i = 0; i < 5; i++) {
    const start = performance.now();
    assert.match(await ask(request("GET /", CLOSE)), /^HTTP\/1\.1 502 [\s\S]*The application cannot be reached\.\n$/);
    durations.push(performance.now() - start);
  }
  assert.ok(Math.min(...durations) < 100, `${durations} ms`);
});

test("A7-80 content for an upstream that is not there is not waited for", async (t) => {
  const upstream = await RawServer.listen();
  const { client } = await startProxy(t, upstream);
  await upstream.close();
  const connection = await client();
  await connection.send(request("POST /", "Content-Length: 10")).includes("HTTP/1.1 502");
  await connection.send(`0123456789${request("OPTIONS *")}`).includes("HTTP/1.1 200");
});

test("A7-80 F2 an upstream that does not accept: 504", async (t) => {
  const upstream = await RawServer.listen();
  const hole = `http://127.0.0.1:${await blackHole(t)}/`;
  const { ask, record } = await startProxy(t, upstream, {
    routes: [{ public: "http://www.example.com/", internal: "http://legacy.internal/", upstream: hole }],
    limits: resolveLimits({ connectTimeoutMs: 300 }),
  });
  const answer = await ask(request("GET /", CLOSE));
  assert.match(answer, /^HTTP\/1\.1 504 [\s\S]*The application cannot be reached in time\.\n$/);
  assert.partialDeepStrictEqual(await record, { status: 504, refusal: "upstream-connect-timeout" });
});

test("A7-80 F2 an upstream that does not answer: 504", async (t) => {
  const { ask, record } = await startProxy(t, await RawServer.listen(), {
    limits: resolveLimits({ headersTimeoutMs: 300 }),
  });
  assert.match(await ask(request("GET /", CLOSE)), /^HTTP\/1\.1 504 [\s\S]*did not answer in time\.\n$/);
  assert.partialDeepStrictEqual(await record, { status: 504, refusal: "upstream-timeout" });
});

test("A7-80 F2 an upstream that stops in the middle is cut off", async (t) => {
  const upstream = await RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
  const { client } = await startProxy(t, upstream, { limits: resolveLimits({ bodyIdleTimeoutMs: 200 }) });
  const connection = await client();
  assert.match(await connection.send(request("GET /")).end(), /hello$/);
  await upstream.connections[0]?.end();
});

test("A6-76 an event stream may be silent for longer", async (t) => {
  const upstream = await RawServer.listen();
  const { client } = await startProxy(t, upstream, { limits: resolveLimits({ bodyIdleTimeoutMs: 100 }) });
  const connection = await client();
  connection.send(request("GET /"));
  const application = await upstream.next();
  await application.head();
  application.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n\r\ndata: 1\n\n");
  await connection.includes("data: 1");
  await new Promise((resolve) => setTimeout(resolve, 300));
  application.send("data: 2\n\n");
  await connection.includes("data: 2");
});

test("B-44 a client that stops in the middle of its content: 408", async (t) => {
  const upstream = await RawServer.listen();
  const { ask } = await startProxy(t, upstream, { limits: resolveLimits({ bodyIdleTimeoutMs: 200 }) });
  const answer = ask(`${request("POST /", "Content-Length: 10")}hello`);
  const application = await upstream.next();
  assert.match(await answer, /^HTTP\/1\.1 408 /);
  assert.doesNotMatch(await application.end(), /hello.{5}/);
});

test("B-41 a client that does not finish its head: 408", async (t) => {
  const { ask, upstream } = await startProxy(t, await RawServer.listen(), {
    limits: resolveLimits({ requestHeadersTimeoutMs: 200 }),
  });
  assert.match(await ask("GET / HTTP/1.1\r\nHost: www"), /^HTTP\/1\.1 408 /);
  assert.equal(upstream.connections.length, 0);
});

test("A7-80 more requests than may wait: 503 and when to come again", async (t) => {
  const { client } = await startProxy(t, await RawServer.listen(), {
    limits: resolveLimits({ upstreamConnections: 1, upstreamQueue: 1 }),
  });
  const connections = [await client(), await client(), await client()];
  for (const connection of connections) connection.send(request("GET /"));
  const answer = await connections[2]?.head();
  assert.match(answer ?? "", /^HTTP\/1\.1 503 [\s\S]*retry-after: 1\r\n/i);
});
