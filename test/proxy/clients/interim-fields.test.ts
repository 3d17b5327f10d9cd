import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { Http1Response } from "../../../src/proxy/clients/http1-response.ts";
import { INTERNAL, request, startProxy } from "../fixture.ts";
import { RawServer, rawClient } from "../raw-connection.ts";

const CLOSE = "Connection: close";

/** Field lines that no client should get, as an application may send them. */
const HOSTILE: Readonly<Record<string, string>> = {
  "a bare CR": "X-A: a\rX-Evil: 1",
  "a NUL": "X-A: a\0X-Evil",
  "another control char": "X-A: a\x01X-Evil",
  "a space in the name": "X Evil: b",
};

/** Names and values that would become more than one line, or none. */
const INVALID: Readonly<Record<string, readonly string[]>> = {
  "a line break in a value": ["X-A", "a\r\nX-Evil: 1"],
  "a bare LF in a value": ["X-A", "a\nX-Evil: 1"],
  "a NUL in a value": ["X-A", "a\0X-Evil"],
  "a char beyond latin1 in a value": ["X-A", "a\u010dX-Evil"],
  "a line break in a name": ["X-A: a\r\nX-Evil", "1"],
  "no name": ["", "X-Evil"],
};

for (const lenient of [false, true]) {
  for (const [name, line] of Object.entries(HOSTILE)) {
    const client = lenient ? "lenient" : "strict";
    test(`B-34 an interim response with ${name} does not get through, ${client}`, async (t) => {
      const said = `HTTP/1.1 103 Early Hints\r\n${line}\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok`;
      const upstream = await RawServer.answering(said);
      const route = { public: "http://www.example.com/", internal: INTERNAL, upstream: upstream.origin, lenient };
      const { ask } = await startProxy(t, upstream, { routes: [route] });
      const answer = await ask(request("GET /", CLOSE));
      assert.match(answer, /^HTTP\/1\.1 (?:200|502) /);
      assert.doesNotMatch(answer, /evil/i);
    });
  }
}

for (const [name, fields] of Object.entries(INVALID)) {
  test(`B-34 fields are checked once more where interim responses are written: ${name}`, async (t) => {
    const server = createServer((_, response) => {
      const written = new Http1Response(response, { writesDirectly: true });
      written.inform(103, ["X-Good", "1"]);
      written.inform(103, fields);
      written.answer(200, []);
    });
    t.after(() => server.close());
    await once(server.listen(0, "127.0.0.1"), "listening");
    const client = await rawClient((server.address() as AddressInfo).port);
    const answer = await client.send(request("GET /", CLOSE)).end();
    assert.match(answer, /^HTTP\/1\.1 103 Early Hints\r\nX-Good: 1\r\n\r\nHTTP\/1\.1 200 OK\r\n/);
    assert.doesNotMatch(answer, /evil/i);
  });
}
