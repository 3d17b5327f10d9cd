import assert from "node:assert/strict";
import { test } from "node:test";
import { request, startProxy } from "../fixture.ts";
import { RawServer } from "../raw-connection.ts";

const CLOSE = "Connection: close";

/** Refusals over HTTP/1.1: what they count is what the client gets. */
const cases: readonly { name: string; sent: string; status: number; hasBody: boolean }[] = [
  { name: "an unknown host", sent: request("GET /", "Host: nobody.example", CLOSE), status: 421, hasBody: true },
  { name: "HEAD", sent: request("HEAD /", "Host: nobody.example", CLOSE), status: 421, hasBody: false },
  { name: "an unknown method", sent: request("TRACE /", CLOSE), status: 405, hasBody: true },
  { name: "an upstream that answers nonsense", sent: request("GET /", CLOSE), status: 502, hasBody: true },
];

for (const { name, sent, status, hasBody } of cases) {
  test(`the bytes of a refusal are counted: ${name}`, async (t) => {
    const { ask, record } = await startProxy(t, await RawServer.answering("nonsense\r\n\r\n", "finish"));
    const [, body = ""] = (await ask(sent)).split("\r\n\r\n");
    assert.equal(body !== "", hasBody);
    assert.partialDeepStrictEqual(await record, { status, responseBytes: body.length });
  });
}
