import assert from "node:assert/strict";
import { test } from "node:test";
import { request, startProxy } from "../fixture.ts";
import { RawServer } from "../raw-connection.ts";

const CLOSE = "Connection: close";
const PAGE = '<a href="http://legacy.internal:8080/x">x</a>';
const MOVED = '<a href="http://www.example.com/x">x</a>';
const WHOLE = `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nETag: "a"\r\nContent-Length: ${PAGE.length}\r\n\r\n${PAGE}`;

/** What a client says of the page that it has, `TAG`, and what the application reads. */
const cases = [
  { line: "GET /", fields: ["If-None-Match: TAG"], expected: /^If-None-Match: "a"\r$/m },
  { line: "GET /", fields: ['If-None-Match: W/"x", W/TAG'], expected: /^If-None-Match: W\/"x", W\/"a"\r$/m },
  { line: "PUT /", fields: ["If-Match: TAG"], expected: /^If-Match: "a"\r$/m },
  {
    line: "PUT /",
    fields: ["If: <http://www.example.com/> ([TAG] <urn:uuid:1>)"],
    expected: /^If: <http:\/\/legacy\.internal:8080\/> \(\["a"\] <urn:uuid:1>\)\r$/m,
  },
  { line: "GET /", fields: ["Range: bytes=9-", "If-Range: TAG"], expected: /^(?![\s\S]*^(?:if-)?range:)GET/im },
  { line: "GET /", fields: ["Range: bytes=9-", "If-None-Match: TAG"], expected: /^(?![\s\S]*^range:)GET/im },
  { line: "GET /", fields: ["Range: bytes=9-", 'If-Range: "a"'], expected: /^Range: bytes=9-\r\nIf-Range: "a"\r$/m },
] as const;

for (const { line, fields, expected } of cases) {
  const item = fields.some((field) => field.startsWith("Range")) ? "A6-69 A6-70" : "A6-69";
  test(`${item} a tag of a rewritten page: ${line} with ${fields.join(", ")}`, async (t) => {
    const upstream = await RawServer.answering(WHOLE, "finish");
    const { ask } = await startProxy(t, upstream);
    const tag = /^etag: (.*)\r$/im.exec(await ask(request("GET /", CLOSE)))?.[1] ?? "";
    assert.match(tag, /^"a-ro[0-9a-f]{6}"$/);
    const answer = await ask(request(line, ...fields.map((field) => field.replace("TAG", tag)), CLOSE));
    assert.match(upstream.connections[1]?.received ?? "", expected);
    assert.ok(answer.includes(MOVED), answer);
  });
}
