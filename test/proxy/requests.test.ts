import assert from "node:assert/strict";
import { test } from "node:test";
import { request, startProxy } from "./fixture.ts";
import { RawServer } from "./raw-connection.ts";

const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
const HOST = "Host: www.example.com";

const cases = [
  {
    name: "a target, octet for octet",
    input: request("GET /a%2Fb/%7e//c;p?x=%20&y=+&;"),
    expected: /^GET \/a%2Fb\/%7e\/\/c;p\?x=%20&y=\+&; HTTP\/1\.1\r\n/,
  },
  { name: "two slashes at the start", input: request("GET //evil/x"), expected: /^GET \/\/evil\/x HTTP\/1\.1\r\n/ },
  {
    name: "absolute form arrives in origin form",
    input: request("GET http://www.example.com/x", "Host: evil.example"),
    expected: /^GET \/x HTTP\/1\.1\r\nhost: legacy\.internal:8080\r\n(?![\s\S]*evil)/i,
  },
  {
    name: "HTTP/1.0 arrives as HTTP/1.1",
    input: `GET /x HTTP/1.0\r\n${HOST}\r\n\r\n`,
    expected: /^GET \/x HTTP\/1\.1\r\n/,
  },
  ...["HEAD", "DELETE", "OPTIONS", "PROPFIND", "REPORT", "MKCOL", "QUERY", "PURGE"].map((method) => ({
    name: `method ${method}`,
    input: request(`${method} /x`),
    expected: new RegExp(`^${method} /x HTTP/1\\.1\\r\\n`),
  })),
  {
    name: "Host is the application's own name",
    input: request("GET /"),
    expected: /^host: legacy\.internal:8080\r$/im,
  },
  {
    name: "unknown and odd fields",
    input: request("GET /", "X-Whatever: 1", "!#$%&'*+-.^`|~: 2"),
    expected: /X-Whatever: 1\r\n!#\$%&'\*\+-\.\^`\|~: 2\r\n/,
  },
  {
    name: "same names stay apart and in order",
    input: request("GET /", "X-A: 1", "X-B: 1", "x-a: 2"),
    expected: /X-A: 1\r\nX-B: 1\r\nx-a: 2\r\n/,
  },
  { name: "an octet beyond ASCII in a value", input: request("GET /", "X-A: \xe9\xff"), expected: /X-A: \xe9\xff\r\n/ },
  {
    name: "names with underscores stay behind",
    input: request("GET /", "X_Forwarded_For: 1", "__proto__: 2"),
    expected: /^(?![\s\S]*(X_Forwarded|__proto__))GET/,
  },
  {
    name: "hop-by-hop fields stay behind",
    input: request(
      "GET /",
      "Connection: keep-alive, X-Hop",
      "connection: x-other",
      "Keep-Alive: 5",
      "TE: trailers",
      "Proxy-Connection: x",
      "X-Hop: 1",
      "X-Other: 2",
      "Proxy-Authorization: x",
    ),
    expected: /^(?![\s\S]*(x-hop|x-other|^keep-alive:|^te:|proxy-))GET/im,
  },
  {
    name: "Connection cannot take what we add",
    input: request("GET /", "Connection: via, host, x-forwarded-for, forwarded"),
    expected: /^(?=[\s\S]*via: 1\.1 reorigin)(?=[\s\S]*host: legacy)GET/i,
  },
  {
    name: "Via names the version that came",
    input: `GET / HTTP/1.0\r\n${HOST}\r\n\r\n`,
    expected: /^via: 1\.0 reorigin-/im,
  },
  {
    name: "Via grows",
    input: request("GET /", "Via: 1.0 fred"),
    expected: /^via: 1\.0 fred\r\n[\s\S]*via: 1\.1 reorigin-/im,
  },
  { name: "no User-Agent is made up", input: request("GET /"), expected: /^(?![\s\S]*user-agent)GET/i },
  {
    name: "an OPTIONS request counts its hops",
    input: request("OPTIONS /x", "Max-Forwards: 7"),
    expected: /^max-forwards: 6\r$/im,
  },
  {
    name: "a count that is none stays",
    input: request("OPTIONS /x", "Max-Forwards: abc"),
    expected: /^max-forwards: abc\r$/im,
  },
  { name: "only OPTIONS counts hops", input: request("GET /x", "Max-Forwards: 0"), expected: /^max-forwards: 0\r$/im },
  {
    name: "content by length",
    input: `${request("POST /", "Content-Length: 5")}hello`,
    expected: /content-length: 5\r\n\r\nhello$/i,
  },
  {
    name: "content of no bytes",
    input: request("POST /", "Content-Length: 0"),
    expected: /content-length: 0\r\n\r\n$/i,
  },
  {
    name: "content in chunks",
    input: `${request("POST /", "Transfer-Encoding: chunked")}5\r\nhello\r\n0\r\n\r\n`,
    expected: /transfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n$/i,
  },
  {
    name: "content in chunks on DELETE",
    input: `${request("DELETE /", "Transfer-Encoding: chunked")}5\r\nhello\r\n0\r\n\r\n`,
    expected: /transfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n$/i,
  },
  {
    name: "content by length on GET",
    input: `${request("GET /", "Content-Length: 5")}hello`,
    expected: /content-length: 5\r\n\r\nhello$/i,
  },
  {
    name: "content with a chunk extension",
    input: `${request("POST /", "Transfer-Encoding: chunked")}5;a=b\r\nhello\r\n0\r\n\r\n`,
    expected: /\r\n\r\n5\r\nhello\r\n0\r\n\r\n$/i,
  },
  {
    name: "an expectation stays behind",
    input: `${request("POST /", "Content-Length: 5", "Expect: 100-continue")}hello`,
    expected: /^(?![\s\S]*expect)[\s\S]*hello$/i,
  },
  {
    name: "an upgrade to HTTP/2 is not asked for",
    input: request(
      "GET /",
      "Connection: Upgrade, HTTP2-Settings",
      "Upgrade: h2c",
      "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA",
    ),
    expected: /^(?![\s\S]*(upgrade|http2))GET/i,
  },
];

for (const { name, input, expected } of cases) {
  test(`request: ${name}`, async (t) => {
    const upstream = await RawServer.listen();
    const { client } = await startProxy(t, upstream);
    const connection = await client();
    connection.send(input);
    const application = await upstream.next();
    await application.until((received) => expected.test(received), String(expected));
    application.send(OK);
    await connection.head();
  });
}

test("100 Continue is sent once the upstream is there, and not before", async (t) => {
  const upstream = await RawServer.listen();
  const { client } = await startProxy(t, upstream);
  const connection = await client();
  connection.send(request("POST /", "Content-Length: 5", "Expect: 100-continue"));
  assert.equal(await connection.head(), "HTTP/1.1 100 Continue\r\n\r\n");
  assert.equal(upstream.connections.length, 1);
  connection.send("hello");
  await (await upstream.next()).includes("hello");
});

test("who waits for 100 Continue gets the refusal instead", async (t) => {
  const { ask } = await startProxy(t, await RawServer.listen());
  const answer = await ask(
    request("POST /", "Host: evil.example", "Content-Length: 5", "Expect: 100-continue", "Connection: close"),
  );
  assert.match(answer, /^HTTP\/1\.1 421 /);
});

test("an answer that comes before the content is read gets through, and the connection stays in step", async (t) => {
  const upstream = await RawServer.listen(async (connection) => {
    await connection.head();
    connection.send("HTTP/1.1 413 Content Too Large\r\nContent-Length: 3\r\n\r\nbig");
  });
  const { client } = await startProxy(t, upstream);
  const connection = await client();
  connection.send(`${request("POST /", "Content-Length: 100000")}${"x".repeat(50_000)}`);
  await connection.includes("big");
  connection.send("x".repeat(50_000)).send(request("GET /next"));
  await connection.until((received) => received.split("HTTP/1.1 413").length === 3, "the next answer");
});

test("who sends too much after the answer loses the connection", async (t) => {
  const { client } = await startProxy(
    t,
    await RawServer.answering("HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\n\r\nbig"),
  );
  const connection = await client();
  connection.send(`${request("POST /", "Content-Length: 9000000")}x`);
  await connection.includes("big");
  connection.send("x".repeat(3_000_000));
  await connection.end();
});

test("a connection that is kept is used again", async (t) => {
  const upstream = await RawServer.answering(OK);
  const { client } = await startProxy(t, upstream);
  const connection = await client();
  for (let count = 1; count <= 5; count++) {
    await connection.send(request("GET /")).until((received) => received.split("\r\n\r\nok").length > count);
  }
  assert.equal(upstream.connections.length, 1);
});

/** An upstream that answers `answers` requests on a connection, and closes it when the next one has come. */
function closing(answers: readonly number[]): Promise<RawServer> {
  let connections = 0;
  return RawServer.listen(async (connection) => {
    const count = answers[connections++] ?? 0;
    for (let answered = 0; answered < count; answered++) {
      await connection.head(answered + 1);
      connection.send(OK);
    }
    await connection.head(count + 1).catch(() => {});
    connection.finish();
  });
}

test("a request that meets a closing connection is repeated on another", async (t) => {
  const { client, upstream } = await startProxy(t, await closing([1, 1]));
  const connection = await client();
  await connection.send(request("GET /1")).includes("ok");
  await connection
    .send(request("GET /2"))
    .until((received) => received.endsWith("ok") && received.split("ok").length === 3);
  assert.match(upstream.connections[1]?.received ?? "", /^GET \/2 /);
});

test("a request is not repeated twice", async (t) => {
  const { client, upstream } = await startProxy(t, await closing([1, 0, 1]));
  const connection = await client();
  await connection.send(request("GET /1")).includes("ok");
  await connection.send(request("GET /2")).includes("HTTP/1.1 502");
  assert.equal(upstream.connections.length, 2);
});

test("a POST that meets a closing connection is not repeated", async (t) => {
  const { client, upstream } = await startProxy(t, await closing([1, 1]));
  const connection = await client();
  await connection.send(request("GET /")).includes("ok");
  await connection.send(`${request("POST /", "Content-Length: 1")}x`).includes("HTTP/1.1 502");
  assert.equal(upstream.connections.length, 1);
});
