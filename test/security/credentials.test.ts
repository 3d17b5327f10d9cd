import assert from "node:assert/strict";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type TestContext, test } from "node:test";
import { request as headOf, startProxy } from "../proxy/fixture.ts";
import { RawServer } from "../proxy/raw-connection.ts";

const SECRETS = ["Cookie: session=c00k1e", "Authorization: Basic czNjcmV0", "Proxy-Authorization: Basic cHJveHk="];
const OURS = /c00k1e|czNjcmV0|cHJveHk/;

/** Another application of the same site, which writes down what it sees. */
async function neighbour(t: TestContext): Promise<{ readonly origin: string; readonly seen: string[] }> {
  const seen: string[] = [];
  const note = (request: IncomingMessage, response: ServerResponse) => {
    seen.push(request.rawHeaders.join("\n"));
    response.end();
  };
  const server = createServer(note);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

/** What an application can answer so that somebody might go on to another one. `%` is the other's origin. */
const answers = [
  { name: "200", answer: "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", status: 200 },
  {
    name: "a redirect to its upstream",
    answer: "HTTP/1.1 302 x\r\nLocation: %/x\r\nContent-Length: 0\r\n\r\n",
    status: 302,
  },
  {
    name: "a redirect to its mount",
    answer: "HTTP/1.1 307 x\r\nLocation: /b/x\r\nContent-Length: 0\r\n\r\n",
    status: 307,
  },
  {
    name: "a permanent redirect",
    answer: "HTTP/1.1 308 x\r\nLocation: //%/x\r\nContent-Length: 0\r\n\r\n",
    status: 308,
  },
  { name: "a proxy to use", answer: "HTTP/1.1 305 x\r\nLocation: %\r\nContent-Length: 0\r\n\r\n", status: 305 },
  {
    name: "another service",
    answer: 'HTTP/1.1 200 x\r\nAlt-Svc: http/1.1="%"\r\nContent-Length: 0\r\n\r\n',
    status: 200,
  },
  {
    name: "an internal redirect",
    answer: "HTTP/1.1 200 x\r\nX-Accel-Redirect: /b/x\r\nContent-Length: 0\r\n\r\n",
    status: 200,
  },
  {
    name: "a challenge",
    answer: 'HTTP/1.1 401 x\r\nWWW-Authenticate: Basic realm="b"\r\nContent-Length: 0\r\n\r\n',
    status: 401,
  },
  { name: "misdirected", answer: "HTTP/1.1 421 x\r\nContent-Length: 0\r\n\r\n", status: 421 },
  { name: "overloaded", answer: "HTTP/1.1 503 x\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n", status: 503 },
  {
    name: "an early hint",
    answer: "HTTP/1.1 103 x\r\nLink: <%/x>; rel=preload\r\n\r\nHTTP/1.1 204 x\r\n\r\n",
    status: 204,
  },
  { name: "no HTTP", answer: "\0\0\0\0\r\n\r\n", status: 502 },
  { name: "nothing", answer: "", status: 502 },
] as const;

for (const { name, answer, status } of answers) {
  test(`B-51 B-52 credentials go to no other application, whatever one answers: ${name}`, async (t) => {
    const other = await neighbour(t);
    const upstream = await RawServer.answering(answer.replaceAll("%", other.origin), answer === "" ? "finish" : "keep");
    const routes = [
      { public: "http://www.example.com/a/", internal: "http://a.internal/", upstream: upstream.origin },
      { public: "http://www.example.com/b/", internal: "http://b.internal/", upstream: other.origin },
    ];
    const { client } = await startProxy(t, upstream, { routes });
    const connection = await client();
    const received = await connection.send(headOf("GET /a/x", ...SECRETS, "Connection: close")).end();
    assert.match(received, new RegExp(`HTTP/1\\.1 ${status} `));
    assert.deepEqual(other.seen, []);
    const sent = upstream.connections.map(({ received: head }) => head).join("");
    assert.match(sent, /c00k1e/);
    assert.match(sent, /czNjcmV0/);
    assert.doesNotMatch(sent, /cHJveHk/, "what is meant for a proxy goes no further");

    const second = await client();
    await second.send(headOf("GET /b/x", "Connection: close")).end();
    assert.equal(other.seen.length, 1);
    assert.doesNotMatch(other.seen.join(), OURS, "nor with somebody else's request");
  });
}

test("B-25 proxies that the environment names are not used", async (t) => {
  const stranger = await neighbour(t);
  const names = ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"];
  const before = { ...process.env };
  t.after(() => {
    process.env = before;
  });
  for (const name of names) process.env[name] = stranger.origin;
  process.env["NODE_USE_ENV_PROXY"] = "1";
  const upstream = await RawServer.answering("HTTP/1.1 204 No Content\r\n\r\n");
  const { ask } = await startProxy(t, upstream);
  assert.match(await ask(headOf("GET /x", "Connection: close")), /^HTTP\/1\.1 204 /);
  assert.deepEqual(stranger.seen, []);
});

const promises = [
  { field: 'Alt-Svc: h2="evil:443"', scheme: "https", expected: undefined },
  { field: "Public-Key-Pins: pin-sha256=x", scheme: "https", expected: undefined },
  { field: "Expect-CT: max-age=1", scheme: "https", expected: undefined },
  { field: "Strict-Transport-Security: max-age=1", scheme: "https", expected: "max-age=1" },
  { field: "Strict-Transport-Security: max-age=1; includeSubDomains; preload", scheme: "https", expected: "max-age=1" },
  { field: "Strict-Transport-Security: max-age=1", scheme: "http", expected: undefined },
  { field: "Use-As-Dictionary: match=x", scheme: "https", expected: undefined },
] as const;

for (const { field, scheme, expected } of promises) {
  test(`A2-31 a promise of the application for its whole host, by ${scheme}: ${field}`, async (t) => {
    const [name = ""] = field.split(":");
    const upstream = await RawServer.answering(`HTTP/1.1 200 OK\r\nContent-Length: 0\r\n${field}\r\n\r\n`);
    const { ask } = await startProxy(t, upstream, { public: `${scheme}://www.example.com/` });
    const received = await ask(headOf("GET /x", "Connection: close"));
    const value = new RegExp(`^${name}: *(.*)\r$`, "im").exec(received)?.[1];
    assert.equal(value, expected);
  });
}
