import assert from "node:assert/strict";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createSecureServer, type ServerHttp2Stream } from "node:http2";
import { createServer } from "node:https";
import type { AddressInfo, Server, Socket } from "node:net";
import { type TestContext, test } from "node:test";
import { request, startProxy } from "../../proxy/fixture.ts";
import { certificate } from "../../proxy/http2/fixture.ts";
import { RawServer } from "../../proxy/raw-connection.ts";

const CLOSE = "Connection: close";

/** A proxy before an application that speaks HTTP/2. */
async function start(t: TestContext, answer: (stream: ServerHttp2Stream, socket: Socket) => void) {
  const { cert, key } = certificate("www");
  const server = createSecureServer({ cert: readFileSync(cert), key: readFileSync(key) });
  const streams: ServerHttp2Stream[] = [];
  const sockets: Socket[] = [];
  server.on("connection", (socket) => sockets.push(socket));
  server.on("stream", (stream) => {
    stream.on("error", () => {});
    streams.push(stream);
    answer(stream, sockets.at(-1)!);
  });
  return { ...(await startBefore(t, server)), streams };
}

async function startBefore(t: TestContext, server: Server) {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => server.close());
  const upstream = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const route = { public: "http://www.example.com/", internal: "https://www.example.com/", upstream };
  return startProxy(t, await RawServer.listen(), {
    routes: [{ ...route, upstreamHttp2: true, upstreamTls: { verify: false } }],
  });
}

test("a request and its answer, fields in their lines", async (t) => {
  const fields = { "content-type": "text/plain", "set-cookie": ["a=1", "b=2"], "x-a": ["1", "2"] };
  const { ask, streams } = await start(t, (stream) => {
    stream.respond({ ":status": 201, ...fields });
    stream.end("hello");
  });
  const answer = await ask(request("GET /a%2Fb?x=%20", CLOSE, "X-B: 1", "Cookie: c=1; d=2"));
  assert.equal(streams.length, 1);
  assert.match(answer, /^HTTP\/1\.1 201 /);
  assert.match(answer, /set-cookie: a=1\r\nset-cookie: b=2\r\n[\s\S]*x-a: 1, 2\r\n/i);
  assert.match(answer, /\r\n5\r\nhello\r\n0\r\n\r\n$/);
});

test("content goes up, with its length and without", async (t) => {
  const { ask } = await start(t, async (stream) => {
    let content = "";
    for await (const chunk of stream) content += chunk;
    stream.respond({ ":status": 200 });
    stream.end(`got ${content}`);
  });
  const length = `${request("POST /", CLOSE, "Content-Length: 5")}hello`;
  assert.match(await ask(length), /got hello/);
  const chunks = `${request("POST /", CLOSE, "Transfer-Encoding: chunked")}5\r\nhello\r\n0\r\n\r\n`;
  assert.match(await ask(chunks), /got hello/);
});

test("many requests share one connection", async (t) => {
  const { ask, streams } = await start(t, (stream) => {
    stream.respond({ ":status": 200 });
    setTimeout(() => stream.end("ok"), 50);
  });
  await ask(request("GET /", CLOSE));
  await Promise.all(Array.from({ length: 20 }, () => ask(request("GET /", CLOSE))));
  assert.equal(new Set(streams.map(({ session }) => session).filter(Boolean)).size <= 1, true);
  assert.equal(streams.length, 21);
});

test("A4-58 trailers come down", async (t) => {
  const { ask } = await start(t, (stream) => {
    stream.respond({ ":status": 200 }, { waitForTrailers: true });
    stream.once("wantTrailers", () => stream.sendTrailers({ "x-t": "1" }));
    stream.end("ok");
  });
  const answer = await ask(request("GET /", "TE: trailers", "Connection: close, TE"));
  assert.match(answer, /\r\n0\r\nx-t: 1\r\n\r\n$/i);
});

const CUTS = {
  "the stream": (stream: ServerHttp2Stream) => stream.close(2),
  "the connection": (_: ServerHttp2Stream, socket: Socket) => socket.destroy(),
} as const;

for (const [what, cut] of Object.entries(CUTS)) {
  for (const length of [undefined, 10]) {
    test(`A4-49 the application breaks off ${what}, ${length ? "with" : "without"} a length`, async (t) => {
      const { ask } = await start(t, (stream, socket) => {
        const fields = length === undefined ? {} : { "content-length": length };
        stream.respond({ ":status": 200, ...fields }, { waitForTrailers: true });
        stream.write("hello");
        setTimeout(() => cut(stream, socket), 50);
      });
      const answer = await ask(request("GET /", CLOSE));
      assert.match(answer, /hello/);
      assert.doesNotMatch(answer, /\r\n0\r\n\r\n$/);
    });
  }
}

test("an application that does not speak HTTP/2 is spoken to in HTTP/1.1, and upgrades are, in any case", async (t) => {
  const { cert, key } = certificate("www");
  const server = createServer({ cert: readFileSync(cert), key: readFileSync(key) });
  server.on("request", (_, response) => response.end("ok"));
  server.on("upgrade", (_, socket) => {
    socket.end("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nswitched");
  });
  const { ask } = await startBefore(t, server);
  assert.match(await ask(request("GET /", CLOSE)), /ok/);
  assert.match(await ask(request("GET /", "Connection: Upgrade", "Upgrade: websocket")), / 101 [\s\S]*switched$/);
});

test("A7-86 the client goes away: so does the stream", async (t) => {
  const gone = Promise.withResolvers<void>();
  const { client } = await start(t, (stream) => {
    stream.respond({ ":status": 200 });
    stream.write("hello");
    stream.once("close", gone.resolve);
  });
  const connection = await client();
  await connection.send(request("GET /")).includes("hello");
  connection.socket.destroy();
  await gone.promise;
});

test("B-20 what stands in a request cannot become another one", async (t) => {
  const { ask, streams } = await start(t, (stream) => {
    stream.respond({ ":status": 200 });
    stream.end();
  });
  await ask(request("GET /%0d%0aGET%20/evil", CLOSE, "X-A: :path=/evil"));
  assert.equal(streams.length, 1);
  assert.match(await ask("GET /x\x01y HTTP/1.1\r\nHost: www.example.com\r\n\r\n"), /^HTTP\/1\.1 400 /);
  assert.equal(streams.length, 1);
});
