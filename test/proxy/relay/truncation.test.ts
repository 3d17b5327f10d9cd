import assert from "node:assert/strict";
import { test } from "node:test";
import { request, startProxy } from "../fixture.ts";
import { RawServer } from "../raw-connection.ts";

/** What an upstream says before it breaks off, by how the body is delimited and how far it comes. */
const PLACES = {
  "by length": {
    "after the head": "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n",
    "in the body": "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello",
  },
  "in chunks": {
    "after the head": "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
    "in a chunk": "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\na\r\nhello",
    "after a chunk": "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
    "before the last line end": "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n",
  },
} as const;

const HEADLESS = {
  "at once": "",
  "in the status line": "HTTP/1.1 20",
  "in the head": "HTTP/1.1 200 OK\r\nContent-Len",
} as const;

/** A response that a client may take for a whole one. */
function isComplete(answer: string): boolean {
  const [head = "", ...rest] = answer.split("\r\n\r\n");
  const body = rest.join("\r\n\r\n");
  const length = /^content-length: (\d+)/im.exec(head)?.[1];
  if (length !== undefined) return body.length >= Number(length);
  return /^transfer-encoding: chunked/im.test(head) ? body.includes("0\r\n\r\n") : true;
}

for (const [framing, places] of Object.entries(PLACES)) {
  for (const [place, said] of Object.entries(places)) {
    for (const then of ["finish", "reset"] as const) {
      for (const version of ["1.1", "1.0"] as const) {
        test(`upstream breaks off: ${framing}, ${place}, ${then}, to HTTP/${version}`, async (t) => {
          const { client } = await startProxy(t, await RawServer.answering(said, then));
          const connection = await client();
          const answer = await connection.send(request("GET /").replace("HTTP/1.1", `HTTP/${version}`)).end();
          const isHonest = connection.ended === "reset" || !isComplete(answer);
          assert.ok(isHonest, `${connection.ended}: ${JSON.stringify(answer)}`);
          assert.doesNotMatch(answer, / 502 /);
        });
      }
    }
  }
}

for (const [place, said] of Object.entries(HEADLESS)) {
  for (const then of ["finish", "reset"] as const) {
    test(`upstream breaks off before its head is complete: ${place}, ${then}`, async (t) => {
      const { ask } = await startProxy(t, await RawServer.answering(said, then));
      assert.match(
        await ask(request("GET /", "Connection: close")),
        /^HTTP\/1\.1 502 [\s\S]*The application's answer was cut off\.\n$/,
      );
    });
  }
}

const UNTIL_CLOSE = "HTTP/1.1 200 OK\r\n\r\nhello";

test("a body that the connection's end delimits is complete after a good end", async (t) => {
  const { ask } = await startProxy(t, await RawServer.answering(UNTIL_CLOSE, "finish"));
  const answer = await ask(request("GET /", "Connection: close"));
  assert.ok(isComplete(answer));
  assert.match(answer, /5\r\nhello\r\n0\r\n\r\n$/);
});

test("a body that the connection's end delimits is cut off by a reset", async (t) => {
  const { ask } = await startProxy(t, await RawServer.answering(UNTIL_CLOSE, "reset"));
  assert.ok(!isComplete(await ask(request("GET /", "Connection: close"))));
});

test("the record of a response that was cut off says so", async (t) => {
  const { ask, record } = await startProxy(t, await RawServer.answering(PLACES["by length"]["in the body"], "finish"));
  await ask(request("GET /"));
  assert.partialDeepStrictEqual(await record, { status: 200, responseBytes: 5, error: "UND_ERR_SOCKET" });
});

test("a pipelined response that is cut off leaves the one before it whole", async (t) => {
  const upstream = await RawServer.listen(async (connection) => {
    const head = await connection.head();
    if (head.startsWith("GET /cut")) connection.send(PLACES["by length"]["in the body"]).finish();
    else setTimeout(() => connection.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwhole"), 50);
  });
  const { ask } = await startProxy(t, upstream);
  const answer = await ask(request("GET /whole") + request("GET /cut"));
  assert.match(answer, /^HTTP\/1\.1 200 OK\r\n[\s\S]*?\r\n\r\nwhole/);
  assert.doesNotMatch(answer.slice(answer.indexOf("whole")), /hello[\s\S]{5}/);
});
