import assert from "node:assert/strict";
import { test } from "node:test";
import { FORWARDING_FIELDS } from "../../src/message/forwarding-fields.ts";
import { request, startProxy } from "../proxy/fixture.ts";
import { RawServer } from "../proxy/raw-connection.ts";
import { CLOSE, OK, testArriving, testRefused } from "./support/rows.ts";

const HOST = "Host: www.example.com";

/** A head with all of `fields`, in any order, and none of `absent`. */
function head(fields: readonly string[], absent = ""): RegExp {
  const present = fields.map((field) => `(?=[\\s\\S]*\\n${field}\\r\\n)`).join("");
  return new RegExp(`^${absent && `(?![\\s\\S]*\\n(?:${absent}))`}${present}[A-Z]+ /[\\s\\S]*\\r\\n\\r\\n`, "i");
}

/** What applications of many kinds believe of the client and of their own address. */
const SAYS_WHO_ASKS = [
  ...[
    "Forwarded",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Forwarded-Proto",
    "X-Forwarded-Port",
    "X-Forwarded-Prefix",
  ],
  ...["X-Forwarded-Server", "X-Forwarded-Uri", "X-Forwarded-Scheme", "X-Forwarded-Ssl", "X-Forwarded-By"],
  ...["X-Original-Host", "X-Original-For", "X-Original-Proto", "X-Real-IP", "True-Client-IP", "CF-Connecting-IP"],
  ...["X-Forwarded-Method", "X-Original-Forwarded-For", "X-Original-URI", "X-Original-URL", "X-Original-Method"],
  ...["X-Forwarded-User", "X-Forwarded-Email", "X-Forwarded-Groups", "X-Forwarded-Access-Token", "x-forwarded-x"],
  ...["X-Auth-Request-User", "Remote-User", "REMOTE-GROUPS", "X-Remote-User", "X-Remote-Addr"],
  ...["X-Forwarded-Client-Cert", "X-Forwarded-Tls-Client-Cert", "Client-Cert", "Client-Cert-Chain"],
  ...["SSL-Client-Verify", "X-SSL-Client-S-DN", "x-ssl-client-cert", "X.Forwarded.User", "Remote!User"],
];

/** Fields that a client may want to hide from the application, or to have forgotten by us. */
const NOT_TAKEN_AWAY = {
  Via: "via: 1\\.1 reorigin-\\w+",
  Host: "host: legacy\\.internal:8080",
  Forwarded: "forwarded: for=127\\.0\\.0\\.1;host=www\\.example\\.com;proto=http",
  "X-Forwarded-For": "x-forwarded-for: 127\\.0\\.0\\.1",
  "X-Forwarded-Host": "x-forwarded-host: www\\.example\\.com",
  "X-Forwarded-Proto": "x-forwarded-proto: http",
  "X-Forwarded-Port": "x-forwarded-port: 80",
  Cookie: "cookie: a=b",
  Authorization: "authorization: Basic eA==",
  "Cache-Control": "cache-control: no-store",
  "If-None-Match": 'if-none-match: "a"',
  Range: "range: bytes=0-1",
  Origin: "origin: http://legacy\\.internal:8080",
  Referer: "referer: http://legacy\\.internal:8080/a",
} as const;

const SENT = [
  "Cookie: a=b",
  "Authorization: Basic eA==",
  "Cache-Control: no-store",
  'If-None-Match: "a"',
  "Range: bytes=0-1",
  "Origin: http://www.example.com",
  "Referer: http://www.example.com/a",
];

/** What CGI, WSGI and PHP take for the field that we write or check, by how they spell its name. */
const ALIASES = [
  "X_Forwarded_For",
  "X-Forwarded_For",
  "x.forwarded.for",
  "X!Forwarded~For",
  "FORWARDED_",
  "Content_Length",
];

testArriving([
  {
    item: "A2-15 B-5",
    name: "what Connection nominates, in several lines and any case",
    input: request(
      "GET /",
      "Connection: keep-alive, X-Hop",
      "X-Hop: 1",
      "connection: x-other ,,\tX-THIRD",
      "X-Other: 2",
      "x-hop: 3",
      "X-Third: 4",
      "X-Stays: 5",
    ),
    expected: head(["X-Stays: 5"], "x-hop|x-other|x-third"),
  },
  {
    item: "A2-15 B-5",
    name: "what Connection nominates, in HTTP/1.0",
    input: `GET / HTTP/1.0\r\n${HOST}\r\nConnection: X-Hop\r\nX-Hop: 1\r\n\r\n`,
    expected: head([], "x-hop"),
  },
  ...Object.entries(NOT_TAKEN_AWAY).map(([name, expected]) => ({
    item: "A2-16 B-1 B-2 B-3",
    name: `Connection cannot take ${name} away`,
    input: request("GET /", `Connection: ${name.toLowerCase()}`, `connection: close, ${name.toUpperCase()}`, ...SENT),
    expected: head([expected]),
  })),
  {
    item: "A2-16 B-1 B-2 B-3",
    name: "Connection cannot take Content-Length away",
    input: `${request("POST /", "Connection: content-length", "Content-Length: 2")}ok`,
    expected: /\ncontent-length: 2\r\n[\s\S]*\r\nok$/i,
  },
  {
    item: "A2-16 B-1 B-2 B-3",
    name: "Connection cannot take Transfer-Encoding away",
    input: `${request("POST /", "Connection: transfer-encoding", "Transfer-Encoding: chunked")}2\r\nok\r\n0\r\n\r\n`,
    expected: /\ntransfer-encoding: chunked\r\n[\s\S]*\r\n2\r\nok\r\n0\r\n\r\n$/i,
  },
  {
    item: "A2-17",
    name: "hop-by-hop fields that nobody nominates",
    input: request(
      "GET /",
      "Keep-Alive: timeout=5",
      "TE: trailers, deflate",
      "Proxy-Connection: keep-alive",
      "Upgrade: websocket",
      "Trailer: X",
      "X-Stays: 1",
    ),
    expected: head(["X-Stays: 1"], "keep-alive:|te:|proxy-|upgrade"),
  },
  {
    item: "A2-18",
    name: "Via names the version that came",
    input: `GET / HTTP/1.0\r\n${HOST}\r\n\r\n`,
    expected: head(["via: 1\\.0 reorigin-\\w+"]),
  },
  {
    item: "A2-18",
    name: "Via grows at its end",
    input: request("GET /", "Via: 1.0 fred", "Via: 1.1 joe"),
    expected: /\nvia: 1\.0 fred\r\nvia: 1\.1 joe\r\n[\s\S]*via: 1\.1 reorigin-/i,
  },
  {
    item: "A2-19",
    name: "lines of one name stay apart and in order",
    input: request("GET /", "X-A: 1", "X-B: 1", "x-a: 2", "Cookie: a=1", "Cookie: b=2"),
    expected: /X-A: 1\r\nX-B: 1\r\nx-a: 2\r\nCookie: a=1\r\nCookie: b=2\r\n/,
  },
  {
    item: "A2-20",
    name: "unknown and odd fields",
    input: request("GET /", "X-Whatever: 1", "!#$%&'*+-.^`|~: 2", "X-Empty:", "X.Dot: 3"),
    expected: /X-Whatever: 1\r\n!#\$%&'\*\+-\.\^`\|~: 2\r\nX-Empty: ?\r\nX\.Dot: 3\r\n/,
  },
  {
    item: "A2-20",
    name: "octets beyond ASCII, tabs and spaces in a value",
    input: request("GET /", "X-A: \xe9\t\xff  x"),
    expected: /X-A: \xe9\t\xff {2}x\r\n/,
  },
  ...["Basic eA==", "Digest username=x, uri=http://www.example.com/", "NTLM TlRM", "Negotiate YII="].map((value) => ({
    item: "A2-22",
    name: `Authorization is not touched: ${value.split(" ", 1)}`,
    input: request("GET /", `Authorization: ${value}`),
    expected: new RegExp(`\\nAuthorization: ${value}\\r\\n`),
  })),
  {
    item: "A2-23",
    name: "Proxy-Authorization is for us",
    input: request("GET /", "Proxy-Authorization: Basic eA=="),
    expected: head([], "proxy-authorization"),
  },
  {
    item: "A2-24",
    name: "Referer and Origin become the application's own",
    input: request("GET /", "Referer: http://www.example.com/a?b", "Origin: http://www.example.com"),
    expected: head(["Referer: http://legacy\\.internal:8080/a\\?b", "Origin: http://legacy\\.internal:8080"]),
  },
  {
    item: "A2-24",
    name: "Referer and Origin of somebody else stay",
    input: request("GET /", "Referer: http://other.example/a?b", "Origin: http://other.example"),
    expected: head(["Referer: http://other\\.example/a\\?b", "Origin: http://other\\.example"]),
  },
  {
    item: "A2-28",
    name: "Max-Forwards counts down",
    input: request("OPTIONS /x", "Max-Forwards: 7"),
    expected: head(["max-forwards: 6"]),
  },
  {
    item: "A2-28",
    name: "Max-Forwards that is no count stays",
    input: request("OPTIONS /x", "Max-Forwards: abc"),
    expected: head(["max-forwards: abc"]),
  },
  {
    item: "A2-28",
    name: "Max-Forwards counts for OPTIONS and TRACE only",
    input: request("GET /x", "Max-Forwards: 0"),
    expected: head(["max-forwards: 0"]),
  },
  {
    item: "A2-28",
    name: "Max-Forwards is not made up",
    input: request("OPTIONS /x"),
    expected: head([], "max-forwards"),
  },
  ...ALIASES.map((name) => ({
    item: "B-6",
    name: `what CGI takes for another field: ${name}`,
    input: request("GET /", `${name}: evil`),
    expected: /^(?![\s\S]*evil)GET \/ [\s\S]*\r\n\r\n/,
  })),
  ...[...SAYS_WHO_ASKS, ...Object.keys(FORWARDING_FIELDS)].map((name) => ({
    item: "B-7",
    name: `${name} of an untrusted client`,
    input: request("GET /", `${name}: evil`),
    expected: /^(?![\s\S]*evil)GET \/ [\s\S]*\r\n\r\n/,
  })),
  ...["__proto__", "constructor", "toString", "hasOwnProperty", "__defineGetter__"].map((name) => ({
    item: "B-40",
    name: `a field called ${name}`,
    input: request("GET /", `${name}: 1`, "X-Stays: 1", `Connection: ${name}`),
    expected: head(["X-Stays: 1"], "__"),
  })),
  { item: "c4", name: "User-Agent is not made up", input: request("GET /"), expected: head([], "user-agent") },
]);

testRefused([
  { item: "A2-21", name: "CR in a value", input: request("GET /", "X: y\rz: 1"), refusal: "malformed-request" },
  { item: "A2-21", name: "LF in a value", input: request("GET /", "X: y\nz: 1"), refusal: "malformed-request" },
  { item: "A2-21", name: "NUL in a value", input: request("GET /", "X: y\0z"), refusal: "malformed-request" },
  { item: "A2-29", name: "TRACE", input: request("TRACE /"), refusal: "method-refused" },
  {
    item: "A2-29",
    name: "TRACE with content",
    input: `${request("TRACE /", "Content-Length: 2")}ok`,
    refusal: "method-refused",
  },
]);

test("A2-28 OPTIONS that may go no further is answered here", async (t) => {
  const { upstream, ask } = await startProxy(t, await RawServer.listen());
  assert.match(
    await ask(request("OPTIONS /x", "Max-Forwards: 0", CLOSE)),
    /^HTTP\/1\.1 200 OK\r\n[\s\S]*allow: GET, /i,
  );
  assert.equal(upstream.connections.length, 0);
});

/** What only a trusted peer may say. */
const SAID = ["X-Real-IP", "X-Original-URI", "X-Forwarded-User", "X-Forwarded-Client-Cert", "Remote-User"];

const PEERS = [
  { name: "nobody", trusted: [], expected: /x-forwarded-for: 127\.0\.0\.1\r\n/i, dropped: true },
  { name: "another", trusted: ["10.0.0.0/8"], expected: /x-forwarded-for: 127\.0\.0\.1\r\n/i, dropped: true },
  {
    name: "the peer",
    trusted: ["127.0.0.0/8"],
    expected: /x-forwarded-for: 192\.0\.2\.1, 127\.0\.0\.1\r\n/i,
    dropped: false,
  },
] as const;

for (const { name, trusted, expected, dropped } of PEERS) {
  test(`A2-30 B-7 what a peer says of its clients, when ${name} is trusted`, async (t) => {
    const upstream = await RawServer.answering(OK);
    const { ask } = await startProxy(t, upstream, { trustedProxies: trusted });
    const said = SAID.map((field) => `${field}: said`);
    // Nobody may say that the path is another one.
    const paths = ["X-Original-URL: /path", "X-Rewrite-URL: /path"];
    const listed = ["X-Forwarded-For: 192.0.2.1", "X-Forwarded-Host: evil.example"];
    await ask(request("GET /", ...listed, ...said, ...paths, `Connection: close, ${SAID.join(", ")}`));
    const seen = upstream.connections[0]?.received ?? "";
    assert.match(seen, expected);
    assert.equal(!/evil\.example/.test(seen), dropped);
    assert.deepEqual(
      SAID.map((field) => seen.includes(`${field}: said`)),
      SAID.map(() => !dropped),
    );
    assert.doesNotMatch(seen, /\/path/);
  });
}

// CVE-2020-15129, CVE-2024-52003
test("B-9 a prefix that leads to another host is not passed on, whoever says it", async (t) => {
  const upstream = await RawServer.answering(OK);
  const { client } = await startProxy(t, upstream, { trustedProxies: ["127.0.0.0/8"] });
  const connection = await client();
  for (const [i, prefix] of ["//evil.example", "/\\evil.example", "http://evil.example", "evil"].entries()) {
    await connection.send(request("GET /", `X-Forwarded-Prefix: ${prefix}`)).head(i + 1);
  }
  assert.doesNotMatch(upstream.connections[0]?.received ?? "", /evil/);
});

test("B-8 no field of a request is an order to the proxy", async (t) => {
  const upstream = await RawServer.answering(OK);
  const { ask } = await startProxy(t, upstream);
  const orders = [
    "X-Middleware-Subrequest: 1",
    "X-Reorigin-Upstream: http://evil.example",
    "X-HTTP-Method-Override: PUT",
  ];
  assert.match(await ask(request("GET /x", ...orders, CLOSE)), /^HTTP\/1\.1 200 /);
  assert.match(upstream.connections[0]?.received ?? "", /^GET \/x HTTP\/1\.1\r\nhost: legacy\.internal:8080\r\n/i);
});
