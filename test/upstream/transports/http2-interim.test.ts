import assert from "node:assert/strict";
import { test } from "node:test";
import { request } from "../../proxy/fixture.ts";
import { END_STREAM } from "../../proxy/http2/frames.ts";
import { dataFrame, headersFrame, startFrames } from "./frame-server.ts";

const GET = request("GET /", "Connection: close");
const HINTS = { ":status": "103", link: "<https://legacy.internal/a.css>; rel=preload" };

/** What an upstream says before its final response, and which statuses the client sees. */
const ROWS: Readonly<Record<string, { said: readonly Readonly<Record<string, string>>[]; seen: readonly number[] }>> = {
  "A5-60 103": { said: [HINTS], seen: [103, 200] },
  "A5-60 102 and 103": { said: [{ ":status": "102" }, HINTS], seen: [102, 103, 200] },
  "A5-60 as many as may come": { said: Array(32).fill(HINTS), seen: [...Array(32).fill(103), 200] },
  "A5-60 one too many": { said: Array(33).fill(HINTS), seen: [...Array(32).fill(103), 502] },
  "A5-61 100 that nobody asked for": { said: [{ ":status": "100" }], seen: [200] },
  "A5-61 100 between others": { said: [HINTS, { ":status": "100" }, HINTS], seen: [103, 103, 200] },
  "A5-61 too many 100": { said: Array(33).fill({ ":status": "100" }), seen: [502] },
  "A5-64 RFC 9113 8.6 101": { said: [{ ":status": "101" }], seen: [502] },
};

for (const [name, { said, seen }] of Object.entries(ROWS)) {
  test(`${name} in HTTP/2: ${seen.at(-1)}`, async (t) => {
    const { ask } = await startFrames(t, ({ connection, stream }) => {
      const interim = said.map((fields) => headersFrame(stream, fields));
      connection.send(...interim, headersFrame(stream, { ":status": "200" }), dataFrame(stream, "ok", END_STREAM));
    });
    const answer = await ask(GET);
    const statuses = [...answer.matchAll(/^HTTP\/1\.1 (\d+)/gm)].map(([, status]) => Number(status));
    assert.deepEqual(statuses, seen);
  });
}

test("A5-60 the fields of an interim response in HTTP/2 are mapped", async (t) => {
  const { ask } = await startFrames(t, ({ connection, stream }) => {
    connection.send(headersFrame(stream, HINTS), headersFrame(stream, { ":status": "200" }, END_STREAM));
  });
  assert.match(await ask(GET), /^HTTP\/1\.1 103 [\s\S]*link: <http:\/\/www\.example\.com\/a\.css>; rel=preload\r\n/);
});

test("A5-60 an interim response that ends the stream is no response", async (t) => {
  const { ask } = await startFrames(t, ({ connection, stream }) => {
    connection.send(headersFrame(stream, HINTS, END_STREAM));
  });
  assert.match(await ask(GET), /^HTTP\/1\.1 502 /);
});
