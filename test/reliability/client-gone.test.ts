import assert from "node:assert/strict";
import { test } from "node:test";
import { resolveLimits } from "../../src/limits.ts";
import { request, startProxy } from "../proxy/fixture.ts";
import { HEAD, MOMENTS } from "../proxy/moments.ts";
import { RawServer } from "../proxy/raw-connection.ts";

for (const { name, said } of MOMENTS) {
  for (const how of ["finish", "reset"] as const) {
    test(`A7-86 the client goes away ${name} (${how}): so does the upstream's connection`, async (t) => {
      const upstream = await RawServer.listen();
      const { client, record } = await startProxy(t, upstream);
      const connection = await client();
      if (said.length > 1000) connection.socket.pause();
      connection.send(request("GET /"));
      const application = await upstream.next();
      await application.head();
      application.send(said);
      if (said !== "" && said.length < 1000) await connection.includes(said.slice(9, 12));
      else await new Promise((resolve) => setTimeout(resolve, 50));
      if (how === "finish") connection.socket.destroy();
      else connection.reset();
      const start = performance.now();
      await application.end();
      assert.ok(performance.now() - start < 1000);
      assert.partialDeepStrictEqual(await record, { error: "ERR_CLIENT_ABORTED" });
    });
  }
}

test("A7-86 the client goes away in the middle of its content", async (t) => {
  const upstream = await RawServer.listen();
  const { client } = await startProxy(t, upstream);
  const connection = await client();
  connection.send(`${request("POST /", "Content-Length: 10")}hello`);
  const application = await upstream.next();
  await application.includes("hello");
  connection.socket.destroy();
  await application.end();
});

test("A7-86 a request that waits for a connection gives its place back when its client goes away", async (t) => {
  const upstream = await RawServer.listen();
  const { client } = await startProxy(t, upstream, {
    limits: resolveLimits({ upstreamConnections: 1, upstreamQueue: 1 }),
  });
  const [first, second, third] = [await client(), await client(), await client()];
  first.send(request("GET /1"));
  const application = await upstream.next();
  await application.head();
  second.send(request("GET /2"));
  await new Promise((resolve) => setTimeout(resolve, 50));
  second.socket.destroy();
  await new Promise((resolve) => setTimeout(resolve, 50));
  application.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
  await first.includes("ok");
  third.send(request("GET /3"));
  const next = await upstream.next();
  assert.match(await next.head(), /^GET \/3 /);
});

test("A7-86 B-43 clients that go away while paused leave no connection behind", async (t) => {
  const upstream = await RawServer.answering(HEAD + "x".repeat(1_000_000));
  const { client } = await startProxy(t, upstream, { limits: resolveLimits({ upstreamConnections: 2 }) });
  for (let i = 0; i < 6; i++) {
    const connection = await client();
    connection.socket.pause();
    connection.send(request("GET /"));
    while (upstream.connections.length <= i) await new Promise((resolve) => setTimeout(resolve, 5));
    await new Promise((resolve) => setTimeout(resolve, 20));
    connection.socket.destroy();
  }
  for (const connection of upstream.connections) await connection.end();
});
