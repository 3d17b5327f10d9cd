import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { gzipSync } from "node:zlib";
import type { Limits } from "../../src/limits.ts";
import { type Fixture, INTERNAL, request, startProxy } from "../proxy/fixture.ts";
import { RawServer } from "../proxy/raw-connection.ts";

const CLOSE = "Connection: close";
const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
const LINK = `<a href="${INTERNAL}x">x</a>`;
const UPGRADE = ["Connection: Upgrade", "Upgrade: websocket"];
const SWITCH = "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";

/** What is seen of a limit where it is reached, and just before. */
const CASES: readonly {
  limit: keyof Limits;
  seen: string;
  limits: Partial<Limits>;
  /** What the upstream answers. Default: nothing. */
  answer?: string;
  play(fixture: Fixture, t: TestContext): Promise<void>;
}[] = [
  {
    limit: "targetBytes",
    seen: "414",
    limits: { targetBytes: 10 },
    answer: OK,
    async play({ ask }) {
      assert.match(await ask(request("GET /123456789", CLOSE)), /^HTTP\/1\.1 200 /);
      assert.match(await ask(request("GET /1234567890", CLOSE)), /^HTTP\/1\.1 414 /);
    },
  },
  {
    limit: "headerBytes",
    seen: "431",
    limits: { headerBytes: 1000 },
    answer: OK,
    async play({ ask }) {
      assert.match(await ask(request("GET /", CLOSE, `X: ${"x".repeat(500)}`)), /^HTTP\/1\.1 200 /);
      assert.match(await ask(request("GET /", CLOSE, `X: ${"x".repeat(2000)}`)), /^HTTP\/1\.1 431 /);
    },
  },
  {
    limit: "headerFields",
    seen: "431",
    limits: { headerFields: 10 },
    answer: OK,
    async play({ ask }) {
      const fields = (count: number) => Array.from({ length: count }, (_, i) => `X-${i}: x`);
      assert.match(await ask(request("GET /", CLOSE, ...fields(5))), /^HTTP\/1\.1 200 /);
      assert.match(await ask(request("GET /", CLOSE, ...fields(20))), /^HTTP\/1\.1 431 /);
    },
  },
  {
    limit: "contentBytes",
    seen: "413 before anything is read, in place of 100 Continue, too",
    limits: { contentBytes: 10 },
    async play({ ask, upstream }) {
      const expecting = ["Content-Length: 11", "Expect: 100-continue"];
      assert.match(await ask(request("POST /", ...expecting)), /^HTTP\/1\.1 413 [\s\S]*\r\nconnection: close\r\n/i);
      assert.match(await ask(request("POST /", "Content-Length: 11")), /^HTTP\/1\.1 413 /);
      assert.equal(upstream.connections.length, 0);
    },
  },
  {
    limit: "contentBytes",
    seen: "413 where chunks grow to more",
    limits: { contentBytes: 10 },
    async play({ ask, upstream }) {
      const answer = ask(`${request("POST /", "Transfer-Encoding: chunked")}6\r\n123456\r\n6\r\n123456\r\n0\r\n\r\n`);
      assert.match(await answer, /^HTTP\/1\.1 413 /);
      assert.doesNotMatch((await upstream.connections[0]?.end()) ?? "", /0\r\n\r\n$/);
    },
  },
  {
    limit: "contentBytes",
    seen: "nothing up to there",
    limits: { contentBytes: 10 },
    answer: OK,
    async play({ client }) {
      const connection = await client();
      await connection.send(`${request("POST /", "Content-Length: 10")}1234567890`).includes("ok");
    },
  },
  {
    limit: "responseHeaderBytes",
    seen: "502",
    limits: { responseHeaderBytes: 1000 },
    answer: `HTTP/1.1 200 OK\r\nX: ${"x".repeat(2000)}\r\nContent-Length: 0\r\n\r\n`,
    async play({ ask }) {
      assert.match(await ask(request("GET /", CLOSE)), /^HTTP\/1\.1 502 /);
    },
  },
  {
    limit: "interimResponses",
    seen: "502",
    limits: { interimResponses: 3 },
    answer: "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n".repeat(4) + OK,
    async play({ ask }) {
      assert.match(await ask(request("GET /", CLOSE)), /^(?:HTTP\/1\.1 103 [\s\S]*?\r\n\r\n){3}HTTP\/1\.1 502 /);
    },
  },
  {
    limit: "pendingTokenBytes",
    seen: "a tag that passes unread, and is counted",
    limits: { pendingTokenBytes: 1000 },
    answer: html(`<a title="${"x".repeat(100_000)}" href="${INTERNAL}long">${LINK}`),
    async play({ ask, record }) {
      const answer = await ask(request("GET /", CLOSE));
      assert.match(answer, /href="http:\/\/legacy\.internal:8080\/long">/);
      assert.match(answer, /href="http:\/\/www\.example\.com\/x"/);
      assert.partialDeepStrictEqual(await record, { overruns: 1 });
    },
  },
  {
    limit: "decodedBytes",
    seen: "a message that is cut off",
    limits: { decodedBytes: 100_000, decodedRatio: 10 },
    answer: html(gzipSync("x".repeat(1_000_000)).toString("latin1"), "Content-Encoding: gzip"),
    async play({ ask, record }) {
      assert.doesNotMatch(await ask(request("GET /", CLOSE)), /\r\n0\r\n\r\n$/);
      assert.partialDeepStrictEqual(await record, { status: 200, error: "ERR_LIMIT" });
    },
  },
  {
    limit: "decodedRatio",
    seen: "nothing, as long as the size is not that of a bomb",
    limits: { decodedBytes: 100_000, decodedRatio: 100_000 },
    answer: html(gzipSync("x".repeat(1_000_000)).toString("latin1"), "Content-Encoding: gzip"),
    async play({ ask, record }) {
      assert.match(await ask(request("GET /", CLOSE)), /\r\n0\r\n\r\n$/);
      assert.partialDeepStrictEqual(await record, { status: 200, error: undefined });
    },
  },
  {
    limit: "maxCodings",
    seen: "a body that passes as it is",
    limits: { maxCodings: 1 },
    answer: html(gzipSync(gzipSync(LINK)).toString("latin1"), "Content-Encoding: gzip, gzip"),
    async play({ ask, record }) {
      const answer = await ask(request("GET /", CLOSE));
      assert.ok(answer.endsWith(gzipSync(gzipSync(LINK)).toString("latin1")));
      assert.partialDeepStrictEqual(await record, { body: "coding" });
    },
  },
  {
    limit: "memoryBytes",
    seen: "503 and when to come again",
    limits: { memoryBytes: 1 },
    async play({ ask, upstream }) {
      const answer = await ask(request("GET /"));
      assert.match(answer, /^HTTP\/1\.1 503 [\s\S]*retry-after: \d+\r\n/i);
      assert.match(answer, /\r\nconnection: close\r\n/i);
      assert.equal(upstream.connections.length, 0);
    },
  },
  {
    limit: "connections",
    seen: "a connection that is closed at once",
    limits: { connections: 2 },
    answer: OK,
    async play({ client }) {
      const connections = [await client(), await client()];
      for (const connection of connections) await connection.send(request("GET /")).includes("ok");
      assert.equal(await (await client()).end(), "");
      for (const connection of connections) await connection.send(request("GET /")).head(2);
    },
  },
  {
    limit: "upstreamConnections",
    seen: "a request that waits for another",
    limits: { upstreamConnections: 1 },
    async play({ client, upstream }) {
      const [first, second] = [await client(), await client()];
      first.send(request("GET /1"));
      second.send(request("GET /2"));
      const application = await upstream.next();
      await application.head();
      application.send(OK);
      await first.includes("ok");
      await application.head(2);
      application.send(OK);
      await second.includes("ok");
      assert.equal(upstream.connections.length, 1);
    },
  },
  {
    limit: "upstreamQueue",
    seen: "503 and when to come again",
    limits: { upstreamConnections: 1, upstreamQueue: 1 },
    async play({ client }) {
      const connections = [await client(), await client(), await client()];
      for (const connection of connections) connection.send(request("GET /"));
      assert.match((await connections[2]?.head()) ?? "", /^HTTP\/1\.1 503 [\s\S]*retry-after: 1\r\n/i);
    },
  },
  {
    limit: "requestHeadersTimeoutMs",
    seen: "408",
    limits: { requestHeadersTimeoutMs: 200 },
    async play({ ask }) {
      assert.match(await ask("GET / HTTP/1.1\r\nHost: www"), /^HTTP\/1\.1 408 /);
    },
  },
  {
    limit: "requestTimeoutMs",
    seen: "408, however it moves",
    limits: { requestTimeoutMs: 300, requestHeadersTimeoutMs: 200 },
    async play({ client }) {
      const connection = await client();
      connection.send(request("POST /", "Content-Length: 1000000"));
      const moving = setInterval(() => connection.send("x"), 20);
      assert.match(await connection.head().finally(() => clearInterval(moving)), /^HTTP\/1\.1 408 /);
    },
  },
  {
    limit: "keepAliveTimeoutMs",
    seen: "the end of an idle connection",
    limits: { keepAliveTimeoutMs: 100 },
    answer: OK,
    async play({ ask }) {
      assert.match(await ask(request("GET /")), /ok$/);
    },
  },
  {
    limit: "headersTimeoutMs",
    seen: "504",
    limits: { headersTimeoutMs: 200 },
    async play({ ask }) {
      assert.match(await ask(request("GET /", CLOSE)), /^HTTP\/1\.1 504 /);
    },
  },
  {
    limit: "bodyIdleTimeoutMs",
    seen: "a message that is cut off",
    limits: { bodyIdleTimeoutMs: 200 },
    answer: "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nok",
    async play({ ask, upstream }) {
      assert.match(await ask(request("GET /")), /\r\n\r\nok$/);
      await upstream.connections[0]?.end();
    },
  },
  {
    limit: "clientBytesPerSecond",
    seen: "408 for content that comes byte by byte",
    limits: { clientBytesPerSecond: 1000, bodyIdleTimeoutMs: 300 },
    async play({ client }) {
      const connection = await client();
      connection.send(request("POST /", "Content-Length: 10000"));
      const drip = setInterval(() => connection.send("x"), 50);
      try {
        assert.match(await connection.end(), /^HTTP\/1\.1 408 /);
      } finally {
        clearInterval(drip);
      }
    },
  },
  {
    limit: "clientBytesPerSecond",
    seen: "the end of a connection that takes nothing",
    limits: { clientBytesPerSecond: 1_000_000, bodyIdleTimeoutMs: 300 },
    answer: `HTTP/1.1 200 OK\r\nContent-Length: 30000000\r\n\r\n${"x".repeat(30_000_000)}`,
    async play({ client, record, upstream }) {
      const connection = await client();
      connection.socket.pause();
      connection.send(request("GET /"));
      assert.partialDeepStrictEqual(await record, { status: 200, error: "ERR_LIMIT" });
      await upstream.connections[0]?.end();
    },
  },
  {
    limit: "tunnelIdleTimeoutMs",
    seen: "the end of an idle tunnel",
    limits: { tunnelIdleTimeoutMs: 200 },
    answer: SWITCH,
    async play({ ask, upstream }) {
      assert.match(await ask(request("GET /", ...UPGRADE)), /^HTTP\/1\.1 101 /);
      await upstream.connections[0]?.end();
    },
  },
  {
    limit: "upstreamKeepAliveTimeoutMs",
    seen: "the end of an idle connection to the upstream",
    limits: { upstreamKeepAliveTimeoutMs: 200 },
    answer: OK,
    async play({ client, upstream }) {
      await (await client()).send(request("GET /")).includes("ok");
      await upstream.connections[0]?.end();
    },
  },
];

function html(body: string, ...fields: string[]): string {
  const head = ["HTTP/1.1 200 OK", "Content-Type: text/html", ...fields, `Content-Length: ${body.length}`];
  return `${head.join("\r\n")}\r\n\r\n${body}`;
}

for (const { limit, seen, limits, answer, play } of CASES) {
  test(`limit ${limit}: ${seen}`, async (t) => {
    const upstream = answer === undefined ? RawServer.listen() : RawServer.answering(answer);
    await play(await startProxy(t, await upstream, { limits }), t);
  });
}

test("limit collectedContentBytes: mapped content that is larger comes in chunks", async (t) => {
  const { client, upstream } = await startProxy(t, await RawServer.listen(), {
    limits: { collectedContentBytes: 10 },
    rewrite: { forms: true },
  });
  for (const [body, framing] of [
    ["a=12345678", "Content-Length: 10"],
    ["a=123456789", "Transfer-Encoding: chunked"],
  ] as const) {
    const type = "Content-Type: application/x-www-form-urlencoded";
    (await client()).send(request("POST /", type, `Content-Length: ${body.length}`) + body);
    const application = await upstream.next();
    assert.match(await application.head(), new RegExp(`\r\n${framing}\r\n`, "i"));
  }
});

test("limit connectTimeoutMs: 504", async (t) => {
  const upstream = "http://192.0.2.1:81/";
  const { ask } = await startProxy(t, await RawServer.listen(), {
    routes: [{ public: "http://www.example.com/", internal: INTERNAL, upstream }],
    limits: { connectTimeoutMs: 300 },
  });
  // Where no packet can leave, the network says at once that it is unreachable.
  assert.match(await ask(request("GET /", CLOSE)), /^HTTP\/1\.1 50[24] [\s\S]*The application cannot be reached/);
});
