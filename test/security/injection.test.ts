import assert from "node:assert/strict";
import { test } from "node:test";
import { AccessLog } from "../../src/ops/access-log.ts";
import { Log } from "../../src/ops/log.ts";
import { request, startProxy } from "../proxy/fixture.ts";
import { RawServer } from "../proxy/raw-connection.ts";

const CLOSE = "Connection: close";
const NAMES = ["__proto__", "constructor", "toString", "hasOwnProperty", "prototype", "valueOf", "__defineGetter__"];

for (const name of NAMES) {
  test(`B-40 a field of the name ${name} is a field like any other`, async (t) => {
    const upstream = await RawServer.answering(
      `HTTP/1.1 200 OK\r\n${name}: b\r\nSet-Cookie: ${name}=c\r\nContent-Length: 0\r\n\r\n`,
    );
    const { ask } = await startProxy(t, upstream);
    const lines = [`${name}: a`, `Cookie: ${name}=c`, `Connection: close, ${name}x`];
    const received = await ask(request(`GET /${name}?${name}=d`, ...lines));
    assert.match(received, /^HTTP\/1\.1 200 OK\r\n/);
    assert.match(received, new RegExp(`\r\n${name}: b\r\n`));
    const sent = upstream.connections[0]?.received ?? "";
    // CGI could take underscores for hyphens.
    assert.equal(sent.includes(`\r\n${name}: a\r\n`), !name.includes("_"));
    assert.match(sent, new RegExp(`^GET /${name}\\?${name}=d HTTP`));
  });
}

/** Line breaks in every spelling, where a request's bytes reach the message to the upstream or the answer to it. */
const BREAKS = [
  "%0d%0aX-Evil:%20y",
  "%0aX-Evil:y",
  "%E5%98%8D%E5%98%8AX-Evil:y",
  "%u000aX-Evil:y",
  "\\r\\nX-Evil:y",
  "%00X-Evil:y",
];
const PLACES: readonly ((text: string) => readonly [line: string, ...fields: string[]])[] = [
  (text) => [`GET /app/${text}`],
  (text) => [`GET /app/x?u=http://www.example.com/app/${text}`],
  (text) => [`GET /app?${text}`],
  (text) => [`GET /app/..;${text}/x`],
  (text) => [`GET http://www.example.com/app/${text}`],
  (text) => [`GET http://${text}/app/x`],
  (text) => ["GET /app/x", `Host: www.example.com${text}`],
  (text) => ["GET /app/x", `Referer: http://www.example.com/app/../app/${text}`],
  (text) => ["MOVE /app/x", `Destination: http://www.example.com/app/./${text}`],
  (text) => ["GET /app/x", `If: <http://www.example.com/app/${text}> (["a"])`],
  (text) => ["GET /app/x", `Origin: http://www.example.com${text}`],
  (text) => ["GET /app/x", `X-Forwarded-Host: a${text}`, `X-Forwarded-Prefix: /a${text}`, `Forwarded: host="a${text}"`],
  (text) => ["GET /app/x", `Connection: upgrade, close`, `Upgrade: web${text}`],
  (text) => ["GET /app/x", `Range: bytes=0-1${text}`, `If-Range: "${text}"`],
];

for (const text of BREAKS) {
  test(`B-32 B-33 nothing in a request begins another line: ${text}`, async (t) => {
    const upstream = await RawServer.answering(
      "HTTP/1.1 302 Found\r\nLocation: http://legacy.internal:8080/x\r\nContent-Length: 0\r\n\r\n",
    );
    const { ask } = await startProxy(t, upstream, {
      public: "http://www.example.com/app/",
      internal: "http://legacy.internal:8080/shop/",
      rewrite: { query: true },
      trustedProxies: ["127.0.0.1"],
    });
    for (const place of PLACES) {
      const [line, ...fields] = place(text.replace(/ /g, "%20"));
      const received = await ask(request(line, ...fields, CLOSE));
      assert.match(received, /^HTTP\/1\.1 \d{3} /, line);
      assert.doesNotMatch(received, /^X-Evil/im, `answer to ${line}`);
    }
    for (const { received } of upstream.connections) assert.doesNotMatch(received, /^X-Evil/im);
  });
}

test("B-35 what names a host in a request never becomes a link", async (t) => {
  const page =
    '<base href="/"><a href="/x" title="http://legacy.internal:8080/">x</a><form action="//legacy.internal:8080/y">';
  const upstream = await RawServer.answering(
    [
      ...["HTTP/1.1 200 OK", "Content-Type: text/html", `Content-Length: ${page.length}`, "Location: /x"],
      ...[
        "Refresh: 0; url=http://legacy.internal:8080/",
        "Link: </x>; rel=preload",
        "Set-Cookie: a=b; Domain=legacy.internal",
      ],
      ...["Content-Security-Policy: img-src http://legacy.internal:8080", "", page],
    ].join("\r\n"),
  );
  const { ask } = await startProxy(t, upstream, {
    public: ["http://www.example.com/app/", "http://*.example.org/app/"] as never,
  });
  const hosts = ["evil.test", 'a"><script>', "www.example.com@evil.test", "www.example.com:1", "EVIL.example.org"];
  for (const host of hosts) {
    for (const fields of [
      [`Host: ${host}`],
      [
        `X-Forwarded-Host: ${host}`,
        "X-Forwarded-Proto: gopher",
        "X-Forwarded-Port: 6666",
        "X-Forwarded-Prefix: //evil.test",
      ],
      [`Forwarded: host="${host}";proto=https`],
      [`X-Original-Host: ${host}`, `X-Host: ${host}`],
      [`Referer: http://${host}/`, `Origin: http://${host}`],
    ]) {
      const received = await ask(request("GET /app/x", ...fields, CLOSE));
      // Whoever asks for a host below the wildcard gets that one, as it is written everywhere.
      assert.doesNotMatch(received.replaceAll("evil.example.org", ""), /evil|<script>|6666|gopher/i, fields.join());
    }
  }
});

const UPSTREAM_SECRETS = /127\.0\.0\.1|legacy\.internal|ECONN|at .*\.ts|node:|undici/i;
const failures = [
  { name: "no answer", answer: "", ending: "finish" },
  { name: "a reset", answer: "", ending: "reset" },
  { name: "no HTTP", answer: "SSH-2.0-OpenSSH\r\n\r\n", ending: "finish" },
  {
    name: "two lengths",
    answer: "HTTP/1.1 200 x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    ending: "finish",
  },
] as const;

for (const { name, answer, ending } of failures) {
  test(`A7-87 an answer of ours tells nothing of the upstream and repeats nothing of the request: ${name}`, async (t) => {
    const { ask } = await startProxy(t, await RawServer.answering(answer, ending));
    const received = await ask(request("GET /<script>r3flected", "X-A: r3flected", CLOSE));
    assert.match(received, /^HTTP\/1\.1 502 /);
    assert.match(received, /\r\nContent-Type: text\/plain; charset=utf-8\r\n/);
    assert.match(received, /\r\nX-Content-Type-Options: nosniff\r\n/);
    assert.match(received, /\r\nCache-Control: no-store\r\n/);
    assert.doesNotMatch(received, UPSTREAM_SECRETS);
    assert.doesNotMatch(received, /r3flected/);
  });
}

for (const isTTY of [false, true]) {
  test(`the access log is one line for each request, without secrets, ${isTTY ? "for people" : "as JSON"}`, async (t) => {
    const upstream = await RawServer.answering("HTTP/1.1 204 No Content\r\n\r\n");
    const { ask, record } = await startProxy(t, upstream);
    await ask(
      request(
        'GET /\x1b[31m%0a%1b]0;x%07{"a":1}?token=s3cret',
        ...["Cookie: s3cret", "Authorization: s3cret", "User-Agent: s3cret", "Referer: http://x/?s3cret", CLOSE],
      ).replace("\x1b", "%1b"),
    );
    let written = "";
    const write = (text: string) => {
      written += text;
      return true;
    };
    const output = { isTTY, writableLength: 0, write };
    new AccessLog(new Log("debug", output)).ended({
      ...(await record),
      host: "a\r\nb\x1b[2J\u2028\x85",
      error: "E\nF",
    });
    assert.equal(written.split("\n").length, 2);
    assert.match(written, /^[\x20-\x7e]+\n$/);
    assert.doesNotMatch(written, /s3cret|token/);
    if (!isTTY) assert.equal(JSON.parse(written).status, 204);
  });
}
