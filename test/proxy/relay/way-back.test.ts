import assert from "node:assert/strict";
import { test } from "node:test";
import type { RewriteOptions } from "../../../src/options.ts";
import { request, startProxy } from "../fixture.ts";
import { RawServer } from "../raw-connection.ts";

const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
const CLOSE = "Connection: close";
const MOUNT = "http://www.example.com/app/";

/** Requests below the mount, and what the application sees of them. */
const cases: readonly { name: string; input: string; rewrite?: RewriteOptions; expected: RegExp }[] = [
  {
    name: "the query stays unless it is asked for",
    input: request("GET /app/x?u=http%3A%2F%2Fwww.example.com%2Fapp%2Fy", CLOSE),
    expected: /^GET \/x\?u=http%3A%2F%2Fwww\.example\.com%2Fapp%2Fy HTTP/,
  },
  {
    name: "the query, in its own order and spelling",
    rewrite: { query: true },
    input: request("GET /app/x?b=%7e&u=http%3A%2F%2Fwww.example.com%2Fapp%2Fy&a&&=%", CLOSE),
    expected: /^GET \/x\?b=%7e&u=http%3A%2F%2Flegacy\.internal%3A8080%2Fy&a&&=% HTTP/,
  },
  {
    name: "a form that is sent in the query",
    rewrite: { forms: true },
    input: request("GET /app/?u=http%3A%2F%2Fwww.example.com%2Fapp", CLOSE),
    expected: /^GET \/\?u=http%3A%2F%2Flegacy\.internal%3A8080 HTTP/,
  },
  {
    name: "Referer as the target that it was",
    rewrite: { query: true },
    input: request("GET /app/y", "Referer: http://www.example.com/app/x?u=http:%2F%2Fwww.example.com%2Fapp%2Fy", CLOSE),
    expected: /^referer: http:\/\/legacy\.internal:8080\/x\?u=http:%2F%2Flegacy\.internal:8080%2Fy\r$/im,
  },
  {
    name: "the query of a WebSocket",
    rewrite: { query: true },
    input: request(
      "GET /app/s?u=http://www.example.com/app/y",
      "Connection: Upgrade",
      "Upgrade: websocket",
      "Sec-WebSocket-Key: x",
    ),
    expected: /^GET \/s\?u=http:\/\/legacy\.internal:8080\/y HTTP/,
  },
  {
    name: "MOVE: Destination and the resources of If",
    input: request(
      "MOVE /app/a.txt",
      "Destination: http://www.example.com/app/b.txt",
      "Overwrite: F",
      "If: <http://www.example.com/app/a.txt> (<urn:uuid:1>) </app/b.txt> (Not <urn:uuid:2>)",
      CLOSE,
    ),
    expected:
      /^MOVE \/a\.txt [\s\S]*\nDestination: http:\/\/legacy\.internal:8080\/b\.txt\r\nOverwrite: F\r\nIf: <http:\/\/legacy\.internal:8080\/a\.txt> \(<urn:uuid:1>\) <\/b\.txt> \(Not <urn:uuid:2>\)\r\n/,
  },
  {
    name: "COPY: a root-relative Destination",
    input: request("COPY /app/a.txt", "Destination: /app/dir/b.txt", CLOSE),
    expected: /^COPY \/a\.txt [\s\S]*\nDestination: \/dir\/b\.txt\r\n/,
  },
  {
    name: "Origin",
    input: request("GET /app/", "Origin: http://www.example.com", CLOSE),
    expected: /^origin: http:\/\/legacy\.internal:8080\r$/im,
  },
];

for (const { name, input, rewrite = {}, expected } of cases) {
  test(`way back: ${name}`, async (t) => {
    const upstream = await RawServer.answering(OK);
    const { ask } = await startProxy(t, upstream, { public: MOUNT, rewrite });
    await ask(input);
    assert.match(upstream.connections[0]?.received ?? "", expected);
  });
}
