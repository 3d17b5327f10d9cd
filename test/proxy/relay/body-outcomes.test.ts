import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import type { Limits } from "../../../src/limits.ts";
import type { ExchangeRecord } from "../../../src/proxy/observer.ts";
import { request, startProxy } from "../fixture.ts";
import { RawServer } from "../raw-connection.ts";

const PAGE = '<a href="http://legacy.internal:8080/x">x</a>';

/** A response, and what is told of its body. */
const cases: {
  name: string;
  fields: string[];
  body: string;
  limits?: Partial<Limits>;
  asked?: string[];
  record: Partial<ExchangeRecord>;
}[] = [
  { name: "rewritten", fields: ["Content-Type: text/html"], body: PAGE, record: { body: "rewritten", overruns: 0 } },
  { name: "an unknown type", fields: ["Content-Type: image/png"], body: PAGE, record: { body: "media-type" } },
  {
    name: "an unknown coding",
    fields: ["Content-Type: text/html", "Content-Encoding: exotic"],
    body: PAGE,
    record: { body: "coding" },
  },
  {
    name: "a charset that cannot be read",
    fields: ["Content-Type: text/html; charset=iso-2022-kr"],
    body: PAGE,
    record: { body: "charset" },
  },
  {
    name: "a format that counts its chars, by its first bytes",
    fields: ["Content-Type: text/html"],
    body: 'a:1:{s:3:"url";s:29:"http://legacy.internal:8080/x";}',
    record: { body: "length-prefixed" },
  },
  {
    name: "a format that counts its chars, by a field of the request",
    fields: ["Content-Type: text/plain"],
    body: "http://legacy.internal:8080/x",
    asked: ["X-MicrosoftAjax: Delta=true"],
    record: { body: "length-prefixed" },
  },
  {
    name: "a tag that is too long",
    fields: ["Content-Type: text/html"],
    body: `<a title="${"x".repeat(300_000)}" href="/">${PAGE}`,
    record: { body: "rewritten", overruns: 1 },
  },
  {
    name: "a body that decodes to more than may be",
    fields: ["Content-Type: text/html", "Content-Encoding: gzip"],
    body: gzipSync(PAGE.repeat(10_000)).toString("latin1"),
    limits: { decodedBytes: 100_000, decodedRatio: 10 },
    record: { error: "ERR_LIMIT" },
  },
];

for (const { name, fields, body, limits = {}, asked = [], record: expected } of cases) {
  test(`the record of a body: ${name}`, async (t) => {
    const head = ["HTTP/1.1 200 OK", ...fields, `Content-Length: ${body.length}`, "", ""].join("\r\n");
    const { ask, record } = await startProxy(t, await RawServer.answering(head + body), { limits });
    await ask(request("GET /", "Connection: close", ...asked));
    assert.partialDeepStrictEqual(await record, expected);
  });
}
