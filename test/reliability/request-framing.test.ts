import assert from "node:assert/strict";
import { test } from "node:test";
import { request, startProxy } from "../proxy/fixture.ts";
import { RawServer } from "../proxy/raw-connection.ts";
import { CLOSE, OK, testArriving, testRefused } from "./support/rows.ts";

const CHUNKED = "Transfer-Encoding: chunked";
const LAST_CHUNK = "0\r\n\r\n";

/** A request with content; what follows it is smuggled if two readers disagree on its end. */
function post(fields: readonly string[], content: string): string {
  return `${request("POST /", ...fields)}${content}${request("GET /smuggled")}`;
}

const BOTH_LENGTHS = {
  "Content-Length first": ["Content-Length: 5", CHUNKED],
  "Transfer-Encoding first": [CHUNKED, "Content-Length: 5"],
  "in mixed case": ["content-LENGTH: 5", "tRANSFER-encoding: Chunked"],
  "of no bytes": ["Content-Length: 0", CHUNKED],
} as const;

testRefused([
  ...Object.entries(BOTH_LENGTHS).map(([name, fields]) => ({
    item: "A3-32",
    name: `Transfer-Encoding and Content-Length: ${name}`,
    input: post(fields, LAST_CHUNK),
    refusal: "malformed-request" as const,
  })),
  ...["gzip", "identity", "xchunked", "chunked;q=1", "chunkedx", '"chunked"', "x chunked", "x\tchunked"].map(
    (coding) => ({
      item: "A3-33",
      name: `Transfer-Encoding that does not end in chunked: ${JSON.stringify(coding)}`,
      input: post([`Transfer-Encoding: ${coding}`], LAST_CHUNK),
      refusal: "invalid-framing" as const,
    }),
  ),
  ...["chunked, gzip", "chunked,", "chunked, chunked"].map((coding) => ({
    item: "A3-33",
    name: `Transfer-Encoding that goes on after chunked: ${coding}`,
    input: post([`Transfer-Encoding: ${coding}`], LAST_CHUNK),
    refusal: "malformed-request" as const,
  })),
  {
    item: "A3-33",
    name: "Transfer-Encoding twice",
    input: post([CHUNKED, CHUNKED], LAST_CHUNK),
    refusal: "malformed-request",
  },
  ...["gzip, chunked", "identity,chunked", ",chunked", "gzip, deflate , Chunked"].map((coding) => ({
    item: "A3-34",
    name: `unknown transfer coding: ${coding}`,
    input: post([`Transfer-Encoding: ${coding}`], LAST_CHUNK),
    refusal: "unknown-transfer-coding" as const,
  })),
  {
    item: "A3-35",
    name: "Transfer-Encoding in HTTP/1.0",
    input: `POST / HTTP/1.0\r\nHost: www.example.com\r\n${CHUNKED}\r\nConnection: keep-alive\r\n\r\n${LAST_CHUNK}${request("GET /smuggled")}`,
    refusal: "invalid-framing",
  },
  ...["+2", "-2", "2, 2", "2,3", "0x2", "2a", "2 2", "2.0", "", "18446744073709551617", "9".repeat(400)].map(
    (length) => ({
      item: "A3-36",
      name: `invalid Content-Length: ${JSON.stringify(length.slice(0, 30))}`,
      input: post([`Content-Length: ${length}`], "ok"),
      refusal: "malformed-request" as const,
    }),
  ),
  ...["9007199254740993", "18446744073709551615"].map((length) => ({
    item: "A3-36",
    name: `Content-Length beyond 2^53, which would be sent on as another: ${length}`,
    input: post([`Content-Length: ${length}`], "ok"),
    refusal: "content-too-large" as const,
  })),
  ...["2", "3"].map((second) => ({
    item: "A3-36",
    name: `Content-Length twice: 2 and ${second}`,
    input: post(["Content-Length: 2", `Content-Length: ${second}`], "okx"),
    refusal: "malformed-request" as const,
  })),
  {
    item: "A3-40",
    name: "white space before the first field",
    input: "GET / HTTP/1.1\r\n X: y\r\nHost: www.example.com\r\n\r\n",
    refusal: "malformed-request",
  },
  {
    item: "A3-40",
    name: "a bare CR ends no line",
    input: "GET / HTTP/1.1\rHost: www.example.com\r\n\r\n",
    refusal: "malformed-request",
  },
  {
    item: "A3-40",
    name: "a bare LF ends no line",
    input: "GET / HTTP/1.1\nHost: www.example.com\n\n",
    refusal: "malformed-request",
  },
  {
    item: "A3-40",
    name: "a bare LF ends no head",
    input: "GET / HTTP/1.1\r\nHost: www.example.com\r\n\n",
    refusal: "malformed-request",
  },
  { item: "A3-41", name: "a space before a colon", input: request("GET /", "X : y"), refusal: "malformed-request" },
  { item: "A3-41", name: "a space in a name", input: request("GET /", "X Y: z"), refusal: "malformed-request" },
  { item: "A3-41", name: "a line without a colon", input: request("GET /", "X"), refusal: "malformed-request" },
  { item: "A3-41", name: "a folded line", input: request("GET /", "X: y\r\n z"), refusal: "malformed-request" },
  {
    item: "A3-41",
    name: "a folded line of white space only",
    input: request("GET /", "X: y\r\n "),
    refusal: "malformed-request",
  },
  { item: "B-19", name: "an empty name", input: request("GET /", ": y"), refusal: "malformed-request" },
  {
    item: "B-18",
    name: "CR LF CR ends no head (CVE-2025-23167)",
    input: `GET / HTTP/1.1\r\nHost: www.example.com\r\n\rX: y\r\n\r\n`,
    refusal: "malformed-request",
  },
]);

/** Content whose chunks are wrong; the head before it was right, so that an upstream may have heard of it. */
const BAD_CHUNKS = {
  "a size beyond 64 bits": "FFFFFFFFFFFFFFFFF\r\nok\r\n0\r\n\r\n",
  "a size that is none": "xyz\r\nok\r\n0\r\n\r\n",
  "a size with a sign": "+2\r\nok\r\n0\r\n\r\n",
  "a size with a prefix": "0x2\r\nok\r\n0\r\n\r\n",
  "a space before the size": " 2\r\nok\r\n0\r\n\r\n",
  "no size": "\r\nok\r\n0\r\n\r\n",
  "a bare LF after the size": "2\nok\r\n0\r\n\r\n",
  "a bare LF in an extension": "2;a\nok\r\n0\r\n\r\n",
  "a bare CR in an extension": "2;a\rb\r\nok\r\n0\r\n\r\n",
  "a bare LF after the data": "2\r\nok\n0\r\n\r\n",
  "data that is too long": "2\r\nokay\r\n0\r\n\r\n",
  "data that is too short": "8\r\nok\r\n0\r\n\r\nGET /",
  "bare LFs at the end": "2\r\nok\r\n0\n\n",
  "a trailer with a bare LF": "2\r\nok\r\n0\r\nX: y\nZ: w\r\n\r\n",
  "a trailer that is folded": "2\r\nok\r\n0\r\nX: y\r\n z\r\n\r\n",
  "an extension of 20 KiB": `2;${"x".repeat(20_480)}\r\nok\r\n0\r\n\r\n`,
  "a trailer that is a length": "2\r\nok\r\n0\r\nContent-Length: 9\r\n\r\n",
} as const;

for (const [name, content] of Object.entries(BAD_CHUNKS)) {
  const item = /KiB/.test(name) ? "A3-38" : "A3-37";
  test(`${item} chunks: ${name}`, async (t) => {
    const upstream = await RawServer.listen();
    const { ask } = await startProxy(t, upstream);
    const answer = await ask(post([CHUNKED], content));
    assert.match(answer, item === "A3-38" ? /^HTTP\/1\.1 413 / : /^HTTP\/1\.1 400 /);
    assert.equal(answer.match(/HTTP\/1\.1 /g)?.length, 1);
    assert.ok(upstream.connections.length <= 1);
    for (const application of upstream.connections) {
      const received = await application.end();
      assert.doesNotMatch(received, /smuggled/);
      assert.ok(!received.endsWith(LAST_CHUNK), received);
    }
  });
}

testArriving([
  {
    item: "A3-36",
    name: "Content-Length with zeros before it",
    input: `${request("POST /", "Content-Length: 0005")}hello`,
    expected: /\ncontent-length: 5\r\n[\s\S]*\r\nhello$/i,
  },
  {
    item: "A3-37",
    name: "a chunk extension does not go on",
    input: `${request("POST /", CHUNKED)}5;a=b\r\nhello\r\n0;c\r\n\r\n`,
    expected: /\r\n\r\n5\r\nhello\r\n0\r\n\r\n$/,
  },
  {
    item: "A3-37",
    name: "a trailer section of the request does not go on",
    input: `${request("POST /", CHUNKED)}5\r\nhello\r\n0\r\nX-T: 1\r\n\r\n`,
    expected: /\r\n\r\n5\r\nhello\r\n0\r\n\r\n$/,
  },
  ...["POST", "PUT", "PATCH", "GET", "HEAD", "DELETE", "OPTIONS", "PROPFIND"].flatMap((method) => [
    {
      item: "A3-43",
      name: `${method} with content by length`,
      input: `${request(`${method} /`, "Content-Length: 5")}hello`,
      expected: /^(?![\s\S]*transfer-encoding)[A-Z]+ \/ [\s\S]*\ncontent-length: 5\r\n[\s\S]*\r\nhello$/i,
    },
    {
      item: "A3-43",
      name: `${method} with content in chunks`,
      input: `${request(`${method} /`, CHUNKED)}5\r\nhello\r\n0\r\n\r\n`,
      expected:
        /^(?![\s\S]*content-length)[A-Z]+ \/ [\s\S]*\ntransfer-encoding: chunked\r\n[\s\S]*\r\n5\r\nhello\r\n0\r\n\r\n$/i,
    },
  ]),
  {
    item: "A3-43",
    name: "content of no bytes",
    input: request("POST /", "Content-Length: 0"),
    expected: /\ncontent-length: 0\r\n[\s\S]*\r\n$/i,
  },
  {
    item: "B-12",
    name: "HTTP/1.0 content is not delimited by the end of the connection",
    input: `POST / HTTP/1.0\r\nHost: www.example.com\r\n\r\n${request("GET /smuggled")}`,
    expected: /^(?![\s\S]*smuggled)POST \/ [\s\S]*\ncontent-length: 0\r\n[\s\S]*\r\n$/i,
  },
]);

for (const method of ["DELETE", "OPTIONS", "GET"]) {
  test(`B-10 chunked content of ${method} never becomes the next request`, async (t) => {
    const upstream = await RawServer.answering(OK);
    const { client } = await startProxy(t, upstream);
    const connection = await client();
    const inner = request("GET /smuggled");
    connection.send(`${request(`${method} /1`, CHUNKED)}${inner.length.toString(16)}\r\n${inner}\r\n0\r\n\r\n`);
    await connection.includes("ok");
    await connection.send(request("GET /2")).until((received) => received.split("\r\n\r\nok").length === 3);
    const lines = upstream.connections.flatMap(({ received }) => received.match(/^[A-Z]+ \/\S* HTTP\/1\.1\r$/gm) ?? []);
    const head = `\r\n${inner.length.toString(16)}\r\n${inner}\r\n0\r\n\r\n`;
    assert.ok(upstream.connections[0]?.received.includes(head));
    assert.deepEqual(
      lines.map((line) => line.split(" ")[1]),
      ["/1", "/smuggled", "/2"],
    );
  });
}

test("A3-39 an answer before the content is read gets through, and the connection stays in step", async (t) => {
  const upstream = await RawServer.listen(async (connection) => {
    await connection.head();
    connection.send("HTTP/1.1 413 Content Too Large\r\nContent-Length: 3\r\n\r\nbig");
  });
  const { client } = await startProxy(t, upstream);
  const connection = await client();
  connection.send(`${request("POST /", "Content-Length: 100000")}${"x".repeat(50_000)}`);
  await connection.includes("big");
  connection.send("x".repeat(50_000)).send(request("GET /next"));
  await connection.until((received) => received.split("HTTP/1.1 413").length === 3, "the next answer");
});

test("A3-39 who sends too much after the answer loses the connection, and no request is found in it", async (t) => {
  const upstream = await RawServer.answering("HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\n\r\nbig");
  const { client } = await startProxy(t, upstream);
  const connection = await client();
  connection.send(`${request("POST /", "Content-Length: 9000000")}x`);
  await connection.includes("big");
  connection.send(request("GET /smuggled").repeat(60_000));
  await connection.end();
  assert.ok(upstream.connections.every(({ received }) => !received.includes("smuggled")));
});

test("A3-39 what cannot be trusted to be a request is followed by none", async (t) => {
  const { upstream, client } = await startProxy(t, await RawServer.listen());
  for (const input of ["GET / HTTP/1.1\r\n\r\n", request("POST /", "Transfer-Encoding: gzip, chunked"), "?\r\n\r\n"]) {
    const connection = await client();
    const answer = await connection.send(input + request("GET /smuggled")).end();
    assert.equal(answer.match(/HTTP\/1\.1 \d/g)?.length, 1);
    assert.match(answer, /^connection: close\r$/im);
  }
  assert.equal(upstream.connections.length, 0);
});

test("A3-39 a refused request without doubt about its end is followed by the next", async (t) => {
  const { ask } = await startProxy(t, await RawServer.listen());
  const answer = await ask(request("GET /", "Host: evil.example") + request("GET *", CLOSE));
  assert.deepEqual(answer.match(/HTTP\/1\.1 \d+/g), ["HTTP/1.1 421", "HTTP/1.1 400"]);
});

test("A3-39 content of a refused request is not read as the next one", async (t) => {
  const { ask, upstream } = await startProxy(t, await RawServer.listen());
  const inner = request("GET /smuggled");
  const refused = request("POST /", "Host: evil.example", `Content-Length: ${inner.length}`);
  const answer = await ask(refused + inner + request("OPTIONS *", CLOSE));
  assert.deepEqual(answer.match(/HTTP\/1\.1 \d+/g), ["HTTP/1.1 421", "HTTP/1.1 200"]);
  assert.equal(upstream.connections.length, 0);
});

test("A3-44 pipelined requests are answered in order; the fifth is bad, and nothing comes after it", async (t) => {
  const upstream = await RawServer.listen(async (connection) => {
    const head = await connection.head().catch(() => "");
    const [, path = ""] = head.split(" ");
    // The later a request, the sooner its answer.
    setTimeout(() => connection.send(`HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n${path}`), 80 - 20 * Number(path[1]));
  });
  const { ask } = await startProxy(t, upstream);
  const lines = Array.from({ length: 10 }, (_, i) => request(`GET /${i}`, ...(i === 4 ? ["X : y"] : [])));
  const answer = await ask(lines.join(""));
  assert.deepEqual(answer.match(/HTTP\/1\.1 \d+|(?<=\r\n\r\n)\/\d/g), [
    "HTTP/1.1 200",
    "/0",
    "HTTP/1.1 200",
    "/1",
    "HTTP/1.1 200",
    "/2",
    "HTTP/1.1 200",
    "/3",
    "HTTP/1.1 400",
  ]);
  const asked = upstream.connections.flatMap(({ received }) => received.match(/^GET \/\d/gm));
  assert.deepEqual(asked.sort(), ["GET /0", "GET /1", "GET /2", "GET /3"]);
});
