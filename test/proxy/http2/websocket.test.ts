import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { type ClientHttp2Stream, constants, type IncomingHttpHeaders, type OutgoingHttpHeaders } from "node:http2";
import type { AddressInfo } from "node:net";
import { type TestContext, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { WebSocketServer } from "ws";
import { type RawConnection, RawServer } from "../raw-connection.ts";
import { type Http2Fixture, startHttp2 } from "./fixture.ts";
import { END_STREAM, ERROR, FRAME, GET } from "./frames.ts";

/** RFC 8441 section 5.1. */
const CONNECT = {
  ":method": "CONNECT",
  ":protocol": "websocket",
  ":scheme": "https",
  ":authority": "www.example.com",
  ":path": "/chat?room=1",
  "sec-websocket-version": "13",
};

interface Asked {
  readonly stream: ClientHttp2Stream;
  readonly headers: IncomingHttpHeaders;
  /** latin1 */
  received: string;
}

async function ask({ session }: Http2Fixture, headers: OutgoingHttpHeaders = {}): Promise<Asked> {
  const opened = session();
  if (!opened.remoteSettings.enableConnectProtocol) await once(opened, "remoteSettings");
  const stream = opened.request({ ...CONNECT, ...headers }, { endStream: false });
  stream.on("error", () => {});
  const [answer] = (await once(stream, "response")) as [IncomingHttpHeaders];
  const asked = { stream, headers: answer, received: "" };
  stream.setEncoding("latin1");
  stream.on("data", (text: string) => {
    asked.received += text;
  });
  return asked;
}

/** The application's answer to an upgrade that came by `head`. */
function accepting(head: string, ...fields: readonly string[]): string {
  const [, key = ""] = /^sec-websocket-key: (.*)\r$/im.exec(head) ?? [];
  const accept = createHash("sha1").update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest("base64");
  const all = ["Connection: Upgrade", "Upgrade: websocket", `Sec-WebSocket-Accept: ${accept}`, ...fields];
  return `HTTP/1.1 101 Switching Protocols\r\n${all.join("\r\n")}\r\n\r\n`;
}

/** Opens a tunnel; both ends of it. */
async function open(t: TestContext): Promise<{ client: Asked; application: RawConnection; fixture: Http2Fixture }> {
  const upstream = await RawServer.listen(async (connection) => connection.send(accepting(await connection.head())));
  const fixture = await startHttp2(t, upstream);
  const client = await ask(fixture);
  return { client, application: await upstream.next(), fixture };
}

async function eventually(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
}

test("A5-66 extended CONNECT becomes an upgrade of HTTP/1.1", async (t) => {
  const { client, application } = await open(t);
  const head = await application.head();
  assert.match(head, /^GET \/chat\?room=1 HTTP\/1\.1\r\nhost: legacy\.internal:8080\r\n/i);
  assert.match(head, /^upgrade: websocket\r$/im);
  assert.match(head, /^connection: upgrade\r$/im);
  assert.match(head, /^sec-websocket-version: 13\r$/im);
  assert.match(head, /^sec-websocket-key: [\w+/]{22}==\r$/im);
  assert.equal(client.headers[":status"], 200);
  for (const name of ["connection", "upgrade", "sec-websocket-accept"]) assert.equal(client.headers[name], undefined);
});

test("A5-66 fields of the handshake go both ways", async (t) => {
  const upstream = await RawServer.listen(async (connection) => {
    connection.send(accepting(await connection.head(), "Sec-WebSocket-Protocol: chat", "Set-Cookie: a=1"));
  });
  const fixture = await startHttp2(t, upstream);
  const { headers } = await ask(fixture, { "sec-websocket-protocol": "chat, x", origin: "https://www.example.com" });
  assert.equal(headers["sec-websocket-protocol"], "chat");
  assert.deepEqual(headers["set-cookie"], ["a=1"]);
  const head = await (await upstream.next()).head();
  assert.match(head, /^sec-websocket-protocol: chat, x\r$/im);
  assert.match(head, /^origin: http:\/\/legacy\.internal:8080\r$/im);
});

test("A5-66 bytes go both ways, and each end alone", async (t) => {
  const { client, application } = await open(t);
  client.stream.write("from the client");
  await application.includes("from the client");
  application.send("from the application");
  await eventually(() => client.received === "from the application");
  client.stream.end("last words");
  assert.match(await application.end(), /last words$/);
  application.send(", answered").finish();
  await once(client.stream, "end");
  assert.equal(client.received, "from the application, answered");
});

test("A5-66 bytes behind the 101 in the same packet", async (t) => {
  const upstream = await RawServer.listen(async (connection) => {
    connection.send(`${accepting(await connection.head())}early`);
  });
  const client = await ask(await startHttp2(t, upstream));
  await eventually(() => client.received === "early");
});

test("A5-65 much in both directions", async (t) => {
  const { client, application } = await open(t);
  const much = "x".repeat(4_000_000);
  client.stream.write(much);
  application.send(much);
  await application.until((received) => received.length > much.length);
  await eventually(() => client.received.length === much.length);
});

test("A5-66 a server of WebSockets takes the handshake that we make", async (t) => {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  server.on("connection", (socket) => socket.on("message", (data) => socket.send(`echo ${data}`)));
  await once(server, "listening");
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  const upstream = {
    origin: `http://127.0.0.1:${port}`,
    close: async () => {
      for (const socket of server.clients) socket.terminate();
    },
  };
  const client = await ask(await startHttp2(t, upstream as unknown as RawServer));
  client.stream.write(Buffer.from([0x81, 0x82, 0, 0, 0, 0, 0x68, 0x69]));
  await eventually(() => client.received === "\x81\x07echo hi");
});

test("A5-65 the client resets the stream: so does the tunnel", async (t) => {
  const { client, application, fixture } = await open(t);
  client.stream.close(constants.NGHTTP2_CANCEL);
  await application.end();
  assert.partialDeepStrictEqual(await fixture.record, { status: 200, version: "2", error: undefined });
});

test("A5-65 a reset of the application's connection resets the stream, and is no good end", async (t) => {
  const upstream = await RawServer.listen(async (connection) => connection.send(accepting(await connection.head())));
  const { frames } = await startHttp2(t, upstream);
  const client = await frames();
  const [, scheme, authority, path] = GET;
  client.request(1, [[":method", "CONNECT"], [":protocol", "websocket"], scheme, authority, path], 0);
  await client.until(FRAME.headers, 1);
  (await upstream.next()).reset();
  assert.equal(await client.errorOf(1), ERROR.cancel);
  assert.ok(client.frames.every(({ type, flags }) => type > FRAME.headers || (flags & END_STREAM) === 0));
});

test("a tunnel that is idle for too long is reset", async (t) => {
  const upstream = await RawServer.listen(async (connection) => connection.send(accepting(await connection.head())));
  const fixture = await startHttp2(t, upstream, { limits: { tunnelIdleTimeoutMs: 100 } });
  const { stream } = await ask(fixture);
  await once(stream, "close");
  assert.equal(stream.rstCode, constants.NGHTTP2_CANCEL);
  await (await upstream.next()).end();
});

const refused = [
  {
    name: "A5-63 a refusal passes, with its content",
    said: "HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno",
    expected: { status: 403, received: "no" },
  },
  {
    name: "A5-63 success without a switch would be taken for a tunnel",
    said: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
    expected: { status: 502 },
  },
  {
    name: "A5-63 a switch to something else",
    said: "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: other\r\n\r\n",
    expected: { status: 502 },
  },
  {
    name: "A5-63 a switch without the proof that the key was understood",
    said: "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: x\r\n\r\n",
    expected: { status: 502 },
  },
] as const;

for (const { name, said, expected } of refused) {
  test(`${name} (h2)`, async (t) => {
    const upstream = await RawServer.answering(said);
    const asked = await ask(await startHttp2(t, upstream));
    asked.stream.write("GET /smuggled HTTP/1.1\r\n\r\n");
    await once(asked.stream, "end");
    assert.equal(asked.headers[":status"], expected.status);
    if ("received" in expected) assert.equal(asked.received, expected.received);
    for (const { received } of upstream.connections) assert.doesNotMatch(received, /smuggled/);
  });
}

test("A8-94 extended CONNECT for another protocol", async (t) => {
  const upstream = await RawServer.listen();
  const { headers } = await ask(await startHttp2(t, upstream), { ":protocol": "connect-udp" });
  assert.equal(headers[":status"], 501);
  assert.equal(upstream.connections.length, 0);
});

for (const before of [2, 3]) {
  test(`a client that reads its tunnel slowly gets each byte, and another request is sent after ${before} messages`, async (t) => {
    const upstream = await RawServer.listen(async (connection) => {
      if (/^upgrade/im.test(await connection.head())) connection.send(accepting(connection.received));
    });
    const fixture = await startHttp2(t, upstream, { limits: { upstreamConnections: 1 } });
    const client = await ask(fixture);
    const application = await upstream.next();
    client.stream.pause();
    const messages = Array.from({ length: 8 }, (_, i) => String.fromCharCode(65 + i).repeat(40_000));
    const send = async (message: string) => {
      application.send(message);
      await delay(25);
    };
    for (const message of messages.slice(0, before)) await send(message);
    const other = fixture.get();
    const second = await upstream.next();
    await second.head();
    for (const message of messages.slice(before)) await send(message);
    second.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    assert.equal((await other).body, "ok");
    client.stream.resume();
    await eventually(() => client.received.length >= 320_000);
    assert.ok(client.received === messages.join(""));
  });
}
