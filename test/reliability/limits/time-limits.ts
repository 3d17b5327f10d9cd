import assert from "node:assert/strict";
import { INTERNAL, request } from "../../proxy/fixture.ts";
import { CLOSE, type LimitCase, OK } from "./limit-case.ts";

const UPGRADE = ["Connection: Upgrade", "Upgrade: websocket"];
const SWITCH = "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";

/** Of how long, and of how slowly. */
export const TIME_LIMITS: readonly LimitCase[] = [
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
    limit: "connectTimeoutMs",
    seen: "504, also for a TLS handshake that nobody answers",
    limits: { connectTimeoutMs: 200 },
    options: ({ port }) => {
      const upstream = `https://127.0.0.1:${port}/`;
      return { routes: [{ public: "http://www.example.com/", internal: INTERNAL, upstream }] };
    },
    async play({ ask }) {
      assert.match(await ask(request("GET /", CLOSE)), /^HTTP\/1\.1 504 /);
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
