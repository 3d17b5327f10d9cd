import assert from "node:assert/strict";
import { INTERNAL, request } from "../../proxy/fixture.ts";
import { CLOSE, type LimitCase, OK } from "./limit-case.ts";

const NEVER_PERCENT = Number.MAX_SAFE_INTEGER;

/** Of what is taken on at one time. */
export const CAPACITY_LIMITS: readonly LimitCase[] = [
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
    limit: "shortMemoryPercent",
    seen: "an answer that is the last of its connection",
    limits: { shortMemoryPercent: 1, memoryBytes: 1, exhaustedMemoryPercent: NEVER_PERCENT },
    answer: OK,
    async play({ ask }) {
      assert.match(await ask(request("GET /")), /^HTTP\/1\.1 200 [\s\S]*\r\nconnection: close\r\n/i);
    },
  },
  {
    limit: "shortMemoryPercent",
    seen: "nothing up to there",
    limits: { shortMemoryPercent: NEVER_PERCENT, memoryBytes: 1, exhaustedMemoryPercent: NEVER_PERCENT },
    answer: OK,
    async play({ client }) {
      const connection = await client();
      for (let count = 1; count <= 2; count++) await connection.send(request("GET /")).head(count);
      assert.doesNotMatch(connection.received, /connection: close/i);
    },
  },
  {
    limit: "exhaustedMemoryPercent",
    seen: "503 and when to come again",
    limits: { exhaustedMemoryPercent: 100, memoryBytes: 1, shortMemoryPercent: NEVER_PERCENT },
    async play({ ask, upstream }) {
      assert.match(await ask(request("GET /")), /^HTTP\/1\.1 503 [\s\S]*retry-after: \d+\r\n/i);
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
    limit: "retryPercent",
    seen: "502, of a hundred requests beyond the first ten that failed",
    limits: { retryPercent: 5 },
    options: ({ port }) => {
      const upstream = [`http://127.0.0.1:${port}`, `http://localhost:${port}`];
      return { routes: [{ public: "http://www.example.com/", internal: INTERNAL, upstream, ejection: "off" }] };
    },
    answer: "reset",
    async play({ ask, upstream }) {
      for (let i = 0; i < 15; i++) assert.match(await ask(request("GET /", CLOSE)), /^HTTP\/1\.1 502 /);
      assert.equal(upstream.connections.length, 15 + 10);
    },
  },
];
