import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { mapPath } from "../../src/proxy/routing/target-path.ts";
import { parsePlace } from "../../src/url/places/place.ts";
import { request, startProxy } from "../proxy/fixture.ts";
import { RawServer } from "../proxy/raw-connection.ts";
import { contentOf } from "./support/content.ts";
import { CLOSE, OK, testAnswered, testArriving } from "./support/rows.ts";

/** What Go's httputil.ReverseProxy is tested for and other files of this folder do not ask. */
testArriving([
  {
    item: "c4",
    name: "an empty Connection field takes nothing away",
    input: request("GET /", "Connection:", "Connection: ,", "X-Stays: 1"),
    expected: /\nX-Stays: 1\r\n/,
  },
  {
    item: "c4",
    name: "a request without content gets none",
    input: request("GET /"),
    expected: /^(?![\s\S]*(content-length|transfer-encoding))GET \/ [\s\S]*\r\n\r\n$/i,
  },
  {
    item: "c4",
    name: "X-Forwarded-For of an untrusted client does not grow",
    input: request("GET /", "X-Forwarded-For: 203.0.113.9", "X-Forwarded-For: 203.0.113.10"),
    expected: /^(?![\s\S]*203\.0\.113)GET [\s\S]*\nX-Forwarded-For: 127\.0\.0\.1\r\n/,
  },
  ...["?a=1&a=2;b=3", "?a=%zz", "?a;b", "?", "?a=1?b=2", "?&&", "?a=%00&b=\\"].map((query) => ({
    item: "B-29",
    name: `a query that some cannot parse: ${query}`,
    input: request(`GET /${query}`),
    expected: new RegExp(`^GET /${query.replaceAll(/[?\\.]/g, "\\$&")} HTTP/1\\.1\\r\\n`),
  })),
  {
    item: "c4",
    name: "User-Agent that is empty stays empty",
    input: request("GET /", "User-Agent:"),
    expected: /\nUser-Agent: ?\r\n/,
  },
]);

testAnswered([
  {
    item: "c4",
    name: "an empty Connection field of a response",
    input: request("GET /", CLOSE),
    said: "HTTP/1.1 200 OK\r\nConnection:\r\nX-Stays: 1\r\nContent-Length: 2\r\n\r\nok",
    expected: /\nX-Stays: 1\r\n[\s\S]*\r\n\r\nok$/,
  },
  {
    item: "c4",
    name: "trailers that were not announced",
    input: request("GET /", "TE: trailers", "Connection: TE, close"),
    said: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nX-Late: 1\r\n\r\n",
    expected: /\r\n0\r\nX-Late: 1\r\n\r\n$/,
  },
]);

/** One slash between two paths, whichever have one. */
const JOINED = [
  ["/", "/", "/"],
  ["/", "/x", "/x"],
  ["/x/", "/y", "/x/y"],
  ["/x/", "/y/", "/x/y/"],
  ["/x", "/y/z", "/x/y/z"],
  ["/x/", "//y", "/x//y"],
  ["/x/", "/%2Fy", "/x/%2Fy"],
  ["/x/", "/a%2Fb?c=/d", "/x/a%2Fb?c=/d"],
  ["/x/", "/?a", "/x/?a"],
] as const;

for (const [base, path, expected] of JOINED) {
  test(`c4 ${base} and ${path} are joined to ${expected}`, () => {
    const [from, to] = [parsePlace("http://a/"), parsePlace(`http://b${base}`)];
    assert.deepEqual(mapPath(path, from, to), { kind: "forward", path: expected });
  });
}

const STREAMED = {
  "an event stream": "Content-Type: text/event-stream\r\nContent-Length: 10",
  "an event stream with a charset": "Content-Type: text/event-stream;charset=utf-8\r\nContent-Length: 10",
  "a body of unknown length": "Content-Type: image/png",
} as const;

for (const [name, fields] of Object.entries(STREAMED)) {
  test(`c4 ${name} is never held back`, async (t) => {
    const upstream = await RawServer.listen();
    const { client } = await startProxy(t, upstream);
    const connection = await client();
    connection.send(request("GET /"));
    const application = await upstream.next();
    await application.head();
    application.send(`HTTP/1.1 200 OK\r\n${fields}\r\n\r\n`);
    await connection.head();
    for (const piece of ["1\n", "2\n", "\n\n"]) {
      application.send(piece);
      await connection.includes(piece);
    }
  });
}

test("c4 20 uploads of 1 MiB at once arrive as they were sent", async (t) => {
  const size = 2 ** 20;
  const upstream = await RawServer.listen(async (connection) => {
    const hash = createHash("sha256");
    let left = -1;
    connection.socket.removeAllListeners("data");
    let head = "";
    connection.socket.on("data", (chunk) => {
      let content = chunk;
      if (left === -1) {
        head += chunk.toString("latin1");
        const end = head.indexOf("\r\n\r\n");
        if (end === -1) return;
        content = Buffer.from(head.slice(end + 4), "latin1");
        left = size;
      }
      hash.update(content);
      left -= content.length;
      if (left > 0) return;
      const digest = hash.digest("hex");
      connection.send(`HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 64\r\n\r\n${digest}`).finish();
    });
  });
  const { ask } = await startProxy(t, upstream);
  const answers = Array.from({ length: 20 }, async (_, i) => {
    const content = String.fromCharCode(i + 1).repeat(size);
    const answer = await ask(`${request("POST /", `Content-Length: ${size}`, CLOSE)}${content}`);
    assert.equal(contentOf(answer), createHash("sha256").update(content, "latin1").digest("hex"));
  });
  await Promise.all(answers);
});

test("c4 a body that breaks off is broken off, whatever was read before (TestReverseProxy_PanicBodyError)", async (t) => {
  const said = "HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\nhello";
  const { client } = await startProxy(t, await RawServer.answering(said, "finish"));
  const connection = await client();
  assert.ok(!(await connection.send(request("GET /")).end()).endsWith(`\r\n\r\n${"x".repeat(9000)}`));
  assert.match(connection.received, /\r\ncontent-length: 9000\r\n[\s\S]*\r\n\r\nhello$/i);
});

test("B-51 B-52 a redirect is the client's to follow, and its credentials go nowhere else", async (t) => {
  const other = await RawServer.answering(OK);
  t.after(() => other.close());
  const upstream = await RawServer.answering(
    `HTTP/1.1 307 Temporary Redirect\r\nLocation: ${other.origin}/x\r\nContent-Length: 0\r\n\r\n`,
  );
  const { ask } = await startProxy(t, upstream);
  const answer = await ask(request("GET /", "Authorization: Basic eA==", "Cookie: a=b", CLOSE));
  assert.match(answer, new RegExp(`^HTTP/1\\.1 307 [\\s\\S]*\\nLocation: ${other.origin}/x\\r\\n`));
  assert.equal(other.connections.length, 0);
});
