import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { INTERNAL, request } from "../../proxy/fixture.ts";
import { CLOSE, type LimitCase } from "./limit-case.ts";

const LINK = `<a href="${INTERNAL}x">x</a>`;

/** Of content that is rewritten. */
export const BODY_LIMITS: readonly LimitCase[] = [
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
];

function html(body: string, ...fields: string[]): string {
  const head = ["HTTP/1.1 200 OK", "Content-Type: text/html", ...fields, `Content-Length: ${body.length}`];
  return `${head.join("\r\n")}\r\n\r\n${body}`;
}
