import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { request } from "../../proxy/fixture.ts";
import { END_STREAM, ERROR, FRAME, numberFrame } from "../../proxy/http2/frames.ts";
import { type Asked, dataFrame, goawayFrame, headersFrame, startFrames } from "./frame-server.ts";

const REQUESTS = {
  "a GET": request("GET /", "Connection: close"),
  "a POST without content": request("POST /", "Connection: close", "Content-Length: 0"),
  "a POST with content": `${request("POST /", "Connection: close", "Content-Length: 1")}x`,
};

/** How an upstream says that it has not begun with a request (RFC 9113 section 8.7). */
const REFUSALS: Readonly<Record<string, (asked: Asked) => unknown>> = {
  REFUSED_STREAM: ({ connection, stream }) => connection.send(numberFrame(FRAME.reset, stream, ERROR.refused)),
  GOAWAY: ({ connection, stream }) => connection.send(goawayFrame(stream - 1, ERROR.none)),
  "GOAWAY with an error": ({ connection, stream }) => connection.send(goawayFrame(stream - 1, ERROR.internal)),
};

const ok = ({ connection, stream }: Asked) =>
  connection.send(headersFrame(stream, { ":status": "200" }), dataFrame(stream, "ok", END_STREAM));

for (const [refusal, refuse] of Object.entries(REFUSALS)) {
  for (const [name, head] of Object.entries(REQUESTS)) {
    const isRepeated = name !== "a POST with content";

    test(`A8-96 A7-81 ${name}, refused once by ${refusal}: ${isRepeated ? "repeated" : "502"}`, async (t) => {
      const { ask, asked } = await startFrames(t, (each) => (each.count === 1 ? refuse(each) : ok(each)));
      assert.match(await ask(head), isRepeated ? /^HTTP\/1\.1 200 / : /^HTTP\/1\.1 502 /);
      assert.equal(asked.length, isRepeated ? 2 : 1);
    });

    test(`A8-96 F3 ${name}, refused always by ${refusal}: ${isRepeated ? "repeated once" : "502"}`, async (t) => {
      const { ask, asked } = await startFrames(t, refuse);
      assert.match(await ask(head), /^HTTP\/1\.1 502 /);
      assert.equal(asked.length, isRepeated ? 2 : 1);
    });
  }
}

for (const [refusal, refuse] of Object.entries(REFUSALS)) {
  test(`A8-96 F3 a GET, refused by ${refusal}, then its connection closes: not repeated again`, async (t) => {
    const { ask, asked } = await startFrames(t, async (each) => {
      if (each.count === 1) return refuse(each);
      // Not before the client has read something: then it is a connection that was in use.
      await delay(20);
      each.connection.socket.destroy();
    });
    assert.match(await ask(REQUESTS["a GET"]), /^HTTP\/1\.1 502 /);
    assert.equal(asked.length, 2);
  });
}

test("A8-95 a request that a GOAWAY includes is answered", async (t) => {
  const { ask, asked } = await startFrames(t, (each) => {
    each.connection.send(goawayFrame(each.stream, ERROR.none));
    ok(each);
  });
  assert.match(await ask(REQUESTS["a GET"]), /^HTTP\/1\.1 200 /);
  assert.equal(asked.length, 1);
});

const RESETS = { NO_ERROR: ERROR.none, INTERNAL_ERROR: ERROR.internal, CANCEL: ERROR.cancel };

for (const [name, code] of Object.entries(RESETS)) {
  test(`A8-96 a reset with ${name} does not say that nothing was begun: 502`, async (t) => {
    const { ask, asked } = await startFrames(t, ({ connection, stream }) => {
      connection.send(numberFrame(FRAME.reset, stream, code));
    });
    assert.match(await ask(REQUESTS["a GET"]), /^HTTP\/1\.1 502 /);
    assert.equal(asked.length, 1);
  });
}

test("A7-82 F3 a reused connection closes: a GET is repeated, once", async (t) => {
  const { ask, asked } = await startFrames(t, (each) =>
    each.count === 1 ? ok(each) : each.connection.socket.destroy(),
  );
  assert.match(await ask(REQUESTS["a GET"]), /^HTTP\/1\.1 200 /);
  assert.match(await ask(REQUESTS["a GET"]), /^HTTP\/1\.1 502 /);
  assert.equal(asked.length, 3);
});

test("A7-82 F3 a connection closes after an interim response: a GET is not repeated", async (t) => {
  const { ask, asked } = await startFrames(t, ({ connection, stream }) => {
    connection.send(headersFrame(stream, { ":status": "103" }));
    connection.socket.end();
  });
  assert.match(await ask(REQUESTS["a GET"]), /^HTTP\/1\.1 103 [\s\S]*HTTP\/1\.1 502 /);
  assert.equal(asked.length, 1);
});
