import assert from "node:assert/strict";
import { test } from "node:test";
import { resolveLimits } from "../../src/limits.ts";
import { type Fixture, request, startProxy } from "../proxy/fixture.ts";
import { type RawConnection, RawServer } from "../proxy/raw-connection.ts";

const ASK = request(
  "GET /chat?x",
  "Connection: keep-alive, Upgrade",
  "Upgrade: websocket",
  "Sec-WebSocket-Key: k",
  "Origin: http://www.example.com",
);
const SWITCH =
  "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: WebSocket\r\nSec-WebSocket-Accept: a\r\n\r\n";

/** What asks for no tunnel, and goes on as a plain request. */
const NOT_ASKED = {
  "A5-62 Upgrade that Connection does not nominate": request("GET /", "Upgrade: websocket"),
  "A5-62 Connection: upgrade without Upgrade": request("GET /", "Connection: upgrade"),
  "A5-62 Connection that nominates another name": request("GET /", "Connection: x-upgrade", "Upgrade: websocket"),
  "A5-62 an upgrade in HTTP/1.0":
    "GET / HTTP/1.0\r\nHost: www.example.com\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n",
  "B-32 Upgrade that is no token": request("GET /", "Connection: upgrade", "Upgrade: web socket"),
  "c4 Upgrade beyond ASCII": request("GET /", "Connection: upgrade", "Upgrade: web\xe9"),
  "A5-62 an upgrade to HTTP/2": request(
    "GET /",
    "Connection: Upgrade, HTTP2-Settings",
    "Upgrade: h2c",
    "HTTP2-Settings: A",
  ),
  "A5-62 an upgrade to TLS": request("GET /", "Connection: Upgrade", "Upgrade: TLS/1.0"),
} as const;

for (const [name, input] of Object.entries(NOT_ASKED)) {
  test(name, async (t) => {
    const upstream = await RawServer.listen();
    const { client } = await startProxy(t, upstream);
    const connection = await client();
    connection.send(input);
    const application = await upstream.next();
    assert.doesNotMatch(await application.head(), /upgrade|http2/i);
    application.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    assert.match(await connection.includes("\r\n\r\nok"), /^HTTP\/1\.1 200 /);
  });
}

test("A5-62 an upgrade with content is refused", async (t) => {
  const { ask, upstream } = await startProxy(t, await RawServer.listen());
  for (const framing of ["Content-Length: 1", "Transfer-Encoding: chunked"]) {
    const ask101 = request("POST /", "Connection: upgrade", "Upgrade: websocket", framing);
    assert.match(await ask(`${ask101}x`), /^HTTP\/1\.1 501 /);
  }
  assert.equal(upstream.connections.length, 0);
});

async function openTunnel({ client, upstream }: Fixture): Promise<[client: RawConnection, application: RawConnection]> {
  const connection = await client();
  connection.send(ASK);
  const application = await upstream.next();
  await application.head();
  application.send(SWITCH);
  await connection.head();
  return [connection, application];
}

test("A5-67 an upgrade passes with its fields mapped, Origin too, and then every byte both ways", async (t) => {
  const [client, application] = await openTunnel(await startProxy(t, await RawServer.listen()));
  assert.match(
    application.received,
    /^GET \/chat\?x HTTP\/1\.1\r\nhost: legacy\.internal:8080\r\nconnection: upgrade\r\nupgrade: websocket\r\n/,
  );
  assert.match(application.received, /sec-websocket-key: k\r\n[\s\S]*origin: http:\/\/legacy\.internal:8080\r\n/i);
  assert.match(
    client.received,
    /^HTTP\/1\.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: WebSocket\r\nSec-WebSocket-Accept: a\r\n\r\n$/,
  );
  client.send("ping \0\xff");
  await application.includes("ping \0\xff");
  application.send("pong \0\xff");
  await client.includes("pong \0\xff");
});

test("c5 bytes in one packet with the heads are not lost, and early ones wait for the 101", async (t) => {
  const { client, upstream } = await startProxy(t, await RawServer.listen());
  const connection = await client();
  connection.send(`${ASK}early`);
  const application = await upstream.next();
  await application.head();
  await new Promise((resolve) => setTimeout(resolve, 30));
  assert.doesNotMatch(application.received, /early/);
  application.send(`${SWITCH}greeting`);
  await application.includes("early");
  await connection.includes("greeting");
});

const OTHERS = [
  {
    name: "200",
    response: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
    expected: /^HTTP\/1\.1 200 OK\r\n[\s\S]*\r\n\r\nok$/,
  },
  {
    name: "200 in chunks",
    response: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
    expected: /^HTTP\/1\.1 200 OK\r\n[\s\S]*\r\n\r\nok$/,
  },
  {
    name: "302",
    response: "HTTP/1.1 302 Found\r\nLocation: http://legacy.internal:8080/\r\nContent-Length: 0\r\n\r\n",
    expected: /^HTTP\/1\.1 302 Found\r\nLocation: http:\/\/www\.example\.com\/\r\n/,
  },
  { name: "401", response: "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n", expected: /^HTTP\/1\.1 401 / },
  { name: "404", response: "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", expected: /^HTTP\/1\.1 404 / },
  {
    name: "426",
    response: "HTTP/1.1 426 Upgrade Required\r\nUpgrade: other\r\nConnection: upgrade\r\nContent-Length: 0\r\n\r\n",
    expected: /^(?![\s\S]*upgrade: other)HTTP\/1\.1 426 /i,
  },
  {
    name: "103, then 200",
    response: "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
    expected: /^HTTP\/1\.1 103 [\s\S]*HTTP\/1\.1 200 OK\r\n[\s\S]*\r\n\r\nok$/,
  },
  { name: "101 for a list", response: SWITCH.replace("WebSocket", "WebSocket, other"), expected: /^HTTP\/1\.1 502 / },
  { name: "101 for another protocol", response: SWITCH.replace("WebSocket", "other"), expected: /^HTTP\/1\.1 502 / },
  { name: "101 for no protocol", response: "HTTP/1.1 101 Switching Protocols\r\n\r\n", expected: /^HTTP\/1\.1 502 / },
] as const;

for (const { name, response, expected } of OTHERS) {
  test(`A5-63 B-11 no tunnel before a 101 that matches: ${name}`, async (t) => {
    const upstream = await RawServer.answering(response);
    const { ask } = await startProxy(t, upstream);
    assert.match(await ask(ASK + request("GET /smuggled")), expected);
    assert.doesNotMatch(upstream.connections[0]?.received ?? "", /smuggled/);
  });
}

test("B-15 a switched connection is never used for another request", async (t) => {
  const fixture = await startProxy(t, await RawServer.listen());
  const [client, application] = await openTunnel(fixture);
  const other = await fixture.client();
  other.send(request("GET /other"));
  assert.match(await (await fixture.upstream.next()).head(), /^GET \/other /);
  client.finish();
  await application.end();
  assert.doesNotMatch(application.received, /other/);
});

test("A5-65 the upstream's end passes alone, after all that came before it", async (t) => {
  const [client, application] = await openTunnel(await startProxy(t, await RawServer.listen()));
  application.send("x".repeat(1_000_000)).finish();
  const received = await client.end();
  assert.equal(received.length - received.indexOf("x"), 1_000_000);
  client.send("still here");
  await application.includes("still here");
  client.finish();
  await application.end();
});

test("A5-65 the client's end passes alone", async (t) => {
  const [client, application] = await openTunnel(await startProxy(t, await RawServer.listen()));
  client.send("bye").finish();
  assert.match(await application.end(), /bye$/);
  application.send("bye too");
  await client.includes("bye too");
});

for (const side of ["client", "application"] as const) {
  test(`c5 a reset of the ${side} takes the other side with it`, async (t) => {
    const [client, application] = await openTunnel(await startProxy(t, await RawServer.listen()));
    const [one, other] = side === "client" ? [client, application] : [application, client];
    one.reset();
    await other.end();
  });
}

test("c5 a tunnel through which nothing goes is closed", async (t) => {
  const limits = resolveLimits({ tunnelIdleTimeoutMs: 600, bodyIdleTimeoutMs: 20, headersTimeoutMs: 1000 });
  const [client, application] = await openTunnel(await startProxy(t, await RawServer.listen(), { limits }));
  for (let i = 0; i < 5; i++) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    application.send(String(i));
  }
  await client.includes("01234");
  await client.end();
  await application.end();
});

test("B-14 a client that goes away before the 101 takes the upstream's connection with it", async (t) => {
  const { client, upstream } = await startProxy(t, await RawServer.listen());
  const connection = await client();
  connection.send(ASK);
  const application = await upstream.next();
  await application.head();
  connection.reset();
  await application.end();
});

test("c5 the record of a tunnel", async (t) => {
  const fixture = await startProxy(t, await RawServer.listen());
  const [client] = await openTunnel(fixture);
  client.finish();
  fixture.upstream.connections[0]?.finish();
  assert.partialDeepStrictEqual(await fixture.record, { status: 101, error: undefined, refusal: undefined });
});

test("c5 the handshake passes with subprotocols, extensions and cookies", async (t) => {
  const { client, upstream } = await startProxy(t, await RawServer.listen());
  const connection = await client();
  connection.send(
    request(
      "GET /chat",
      "Connection: Upgrade",
      "Upgrade: websocket",
      "Sec-WebSocket-Protocol: one, two",
      "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits",
      "Cookie: a=b",
    ),
  );
  const application = await upstream.next();
  const asked = await application.head();
  assert.match(
    asked,
    /\r\nSec-WebSocket-Protocol: one, two\r\nSec-WebSocket-Extensions: permessage-deflate; client_max/,
  );
  assert.match(asked, /\r\nCookie: a=b\r\n/);
  application.send(
    SWITCH.replace(
      "\r\n\r\n",
      "\r\nSec-WebSocket-Protocol: two\r\nSec-WebSocket-Extensions: permessage-deflate\r\nSet-Cookie: c=d; Domain=legacy.internal\r\n\r\n",
    ),
  );
  const answer = await connection.head();
  assert.match(answer, /\r\nSec-WebSocket-Protocol: two\r\nSec-WebSocket-Extensions: permessage-deflate\r\n/);
  assert.match(answer, /\r\nSet-Cookie: c=d; Domain=www\.example\.com\r\n/);
});

/** Frames that no WebSocket may send: to object is for the other end. */
const INVALID_FRAMES = {
  "a reserved bit": "\xf1\x02ok",
  "an opcode that nobody knows": "\x8f\x00",
  "a ping of 126 bytes, in fragments": "\x09\x7e\x00\x7e",
} as const;

for (const [name, frame] of Object.entries(INVALID_FRAMES)) {
  test(`c5 a frame with ${name} passes as it is`, async (t) => {
    const [client, application] = await openTunnel(await startProxy(t, await RawServer.listen()));
    application.send(frame);
    await client.includes(frame);
    client.send(frame);
    await application.includes(frame);
  });
}

for (const side of ["client", "application"] as const) {
  test(`c5 a ${side} that does not read stops the other end`, async (t) => {
    const [client, application] = await openTunnel(await startProxy(t, await RawServer.listen()));
    const [reader, writer] = side === "client" ? [client, application] : [application, client];
    reader.socket.pause();
    const piece = Buffer.alloc(64_000);
    let taken = 0;
    for (let pauses = 0; pauses < 10 && taken < 64_000_000; ) {
      taken += piece.length;
      if (writer.socket.write(piece)) continue;
      const drained = new Promise((resolve) => writer.socket.once("drain", () => resolve(true)));
      const moves = await Promise.race([drained, new Promise((resolve) => setTimeout(resolve, 50, false))]);
      pauses = moves ? 0 : pauses + 1;
    }
    assert.ok(taken < 32_000_000, `${taken} bytes were taken`);
  });
}

test("B-15 what a tunnel carries is not taken for the start of a response on the connection that follows", async (t) => {
  const fixture = await startProxy(t, await RawServer.listen(), { limits: { upstreamConnections: 1 } });
  const [client, application] = await openTunnel(fixture);
  const other = await fixture.client();
  other.send(request("GET /"));
  const second = await fixture.upstream.next();
  await second.head();
  application.send("HTTP/2.0 100 \r\n\r\n");
  await client.includes("HTTP/2.0 100 \r\n\r\n");
  second.send("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
  assert.match(await other.includes("\r\n\r\nok"), /^HTTP\/1\.1 200 OK\r\n/);
});
