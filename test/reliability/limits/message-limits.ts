import assert from "node:assert/strict";
import { request } from "../../proxy/fixture.ts";
import { CLOSE, type LimitCase, OK } from "./limit-case.ts";

const FORM = "Content-Type: application/x-www-form-urlencoded";

/** Of heads, and of the size of requests. */
export const MESSAGE_LIMITS: readonly LimitCase[] = [
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
    limit: "collectedContentBytes",
    seen: "nothing by a client; larger content that is mapped goes on in chunks",
    limits: { collectedContentBytes: 10 },
    options: () => ({ rewrite: { forms: true } }),
    async play({ client, upstream }) {
      for (const [body, framing] of [
        ["a=12345678", /\r\ncontent-length: 10\r\n/i],
        ["a=123456789", /\r\ntransfer-encoding: chunked\r\n/i],
      ] as const) {
        (await client()).send(request("POST /", FORM, `Content-Length: ${body.length}`) + body);
        assert.match(await (await upstream.next()).head(), framing);
      }
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
];
