import assert from "node:assert/strict";
import { test } from "node:test";
import { contentOf } from "../../reliability/support/content.ts";
import { INTERNAL, request, startProxy } from "../fixture.ts";
import { RawServer } from "../raw-connection.ts";
import { decided, siteOf } from "./decisions.ts";

const CLOSE = "Connection: close";
const MOUNT = "http://www.example.com/app/";

function answer(fields: readonly string[], body = ""): string {
  return ["HTTP/1.1 200 OK", `Content-Length: ${body.length}`, ...fields, "", body].join("\r\n");
}

/** What the application writes without its origin, and what the client gets. */
const contents: { name: string; type: string; path?: string; input: string; expected: string }[] = [
  { name: "a link", type: "text/html", input: '<a href="/x">/x</a>', expected: '<a href="/app/x">/x</a>' },
  { name: "a link that climbs", type: "text/html", input: '<a href="../../x">', expected: '<a href="/app/x">' },
  {
    name: "srcset",
    type: "text/html",
    input: '<img srcset="/a 1x, /b,c 2x">',
    expected: '<img srcset="/app/a 1x, /app/b,c 2x">',
  },
  {
    name: "meta refresh",
    type: "text/html",
    input: '<meta http-equiv=refresh content="0; url=/x">',
    expected: '<meta http-equiv=refresh content="0; url=/app/x">',
  },
  {
    name: "form actions",
    type: "text/html",
    input: '<form action=/x><button formaction="/y">',
    expected: '<form action=/app/x><button formaction="/app/y">',
  },
  {
    name: "a base",
    type: "text/html",
    input: '<base href="/dir/"><a href="../x">',
    expected: '<base href="/app/dir/"><a href="../x">',
  },
  {
    name: "an inline style",
    type: "text/html",
    input: '<p style="background:url(/x)">',
    expected: '<p style="background:url(/app/x)">',
  },
  {
    name: "a stylesheet",
    type: "text/css",
    input: '@import "/a";b{c:url(/d)}',
    expected: '@import "/app/a";b{c:url(/app/d)}',
  },
  {
    name: "a drawing",
    type: "image/svg+xml",
    input: '<svg><image href="/x"/></svg>',
    expected: '<svg><image href="/app/x"/></svg>',
  },
  {
    name: "a web manifest",
    type: "application/manifest+json",
    input: '{"id":"/","start_url":"/?a","scope":"/","icons":[{"src":"/i.png"}]}',
    expected: '{"id":"/app/","start_url":"/app/?a","scope":"/app/","icons":[{"src":"/app/i.png"}]}',
  },
  {
    name: "robots.txt",
    type: "text/plain",
    path: "robots.txt",
    input: "Disallow: /x\n",
    expected: "Disallow: /app/x\n",
  },
];

for (const { name, type, path = "dir/page", input, expected } of contents) {
  test(`below a mount, root-relative references move: ${name}`, async (t) => {
    const upstream = await RawServer.answering(answer([`Content-Type: ${type}`], input));
    const { ask } = await startProxy(t, upstream, { public: MOUNT });
    const received = await ask(request(`GET /app/${path}`, CLOSE));
    assert.equal(contentOf(received), expected);
    assert.match(upstream.connections[0]?.received ?? "", new RegExp(`^GET /${path} HTTP`));
  });
}

const fields: { name: string; input: string; expected: string }[] = [
  { name: "a redirect", input: "Location: /x?y#z", expected: "Location: /app/x?y#z" },
  { name: "a cookie for all", input: "Set-Cookie: a=1; Path=/", expected: "Set-Cookie: a=1; Path=/app/" },
  { name: "a cookie for a path", input: "Set-Cookie: a=1; Path=/x", expected: "Set-Cookie: a=1; Path=/app/x" },
  {
    name: "a cookie's path by segment",
    input: "Set-Cookie: a=1; Path=/apple",
    expected: "Set-Cookie: a=1; Path=/app/apple",
  },
  { name: "a service worker's scope", input: "Service-Worker-Allowed: /", expected: "Service-Worker-Allowed: /app/" },
  { name: "a preload", input: 'Link: </a.css>; rel="preload"', expected: 'Link: </app/a.css>; rel="preload"' },
  { name: "a refresh", input: "Refresh: 5; url=/x", expected: "Refresh: 5; url=/app/x" },
  { name: "reports", input: 'Reporting-Endpoints: main="/x"', expected: 'Reporting-Endpoints: main="/app/x"' },
];

for (const { name, input, expected } of fields) {
  test(`below a mount, fields move: ${name}`, async (t) => {
    const { ask } = await startProxy(t, await RawServer.answering(answer([input])), { public: MOUNT });
    const received = await ask(request("GET /app/", CLOSE));
    assert.ok(received.includes(`\r\n${expected}\r\n`), received);
  });
}

const requests: { name: string; field: string; expected: string }[] = [
  {
    name: "Referer",
    field: "Referer: http://www.example.com/app/x",
    expected: "Referer: http://legacy.internal:8080/x",
  },
  { name: "Origin", field: "Origin: http://www.example.com", expected: "Origin: http://legacy.internal:8080" },
  { name: "Destination", field: "Destination: /app/x", expected: "Destination: /x" },
  { name: "a cookie as it is", field: "Cookie: a=/app/x", expected: "Cookie: a=/app/x" },
];

for (const { name, field, expected } of requests) {
  test(`below a mount, requests are mapped back: ${name}`, async (t) => {
    const upstream = await RawServer.answering(answer([]));
    const { ask } = await startProxy(t, upstream, { public: MOUNT });
    await ask(request("GET /app/dir/../y?z", field, CLOSE));
    const received = upstream.connections[0]?.received ?? "";
    assert.match(received, /^GET \/y\?z HTTP/);
    assert.ok(received.includes(`\r\n${expected}\r\n`), received);
  });
}

test("the mount without its slash is sent to the one with it", async (t) => {
  const { ask } = await startProxy(t, await RawServer.answering(answer([])), { public: MOUNT });
  assert.match(await ask(request("GET /app?x", CLOSE)), /^HTTP\/1\.1 308 [\s\S]*\r\nLocation: \/app\/\?x\r\n/);
});

test("cookies of applications beside each other are kept apart", async (t) => {
  let asked = "";
  const upstream = await RawServer.answering((head) => {
    asked = head;
    return answer(["Set-Cookie: SID=1; Path=/", "Set-Cookie: __Host-a=1; Path=/; Secure"]);
  });
  const routes = ["http://root.internal/", "http://one.internal/", "http://two.internal/"].map((internal, i) => ({
    public: `https://www.example.com/${["", "one/", "two/"][i]}`,
    internal,
    upstream: upstream.origin,
    separateCookies: i < 2,
  }));
  const { ask } = await startProxy(t, upstream, { routes });
  const cookiesSet = async (path: string) =>
    Array.from(
      (await ask(request(`GET ${path}`, CLOSE))).matchAll(/^set-cookie: (.*)\r$/gim),
      ([, cookie]) => cookie as string,
    );
  const [root, one, two] = [await cookiesSet("/"), await cookiesSet("/one/"), await cookiesSet("/two/")];
  assert.deepEqual(two, ["SID=1; Path=/two/", "__Host-a=1; Path=/; Secure"]);
  const [, tag] = /^(ro\w+-)SID=1; Path=\/one\/$/.exec(one[0] ?? "") ?? [];
  assert.equal(one[1], `__Host-${tag}a=1; Path=/; Secure`);
  assert.match(root[0] ?? "", /^ro\w+-SID=1; Path=\/$/);
  assert.notEqual(root[0], one[0]);

  const pair = (cookie: string | undefined) => cookie?.split(";", 1)[0]?.replace("=1", "=own");
  const all = [pair(root[0]), "x=y", pair(one[0]), pair(root[1]), pair(one[1])].join("; ");
  const seen = async (path: string) => {
    await ask(request(`GET ${path}`, `Cookie: ${all}`, CLOSE));
    return /^cookie: (.*)\r$/im.exec(asked)?.[1];
  };
  assert.equal(await seen("/"), "SID=own; x=y; __Host-a=own");
  assert.equal(await seen("/one/"), "x=y; SID=own; __Host-a=own");
  assert.equal(await seen("/two/"), "x=y");
});

test("internal names are no others below a mount", async (t) => {
  const upstream = await RawServer.answering(answer(["Content-Type: text/html"], `<a href="${INTERNAL}x">`));
  const { ask } = await startProxy(t, upstream, { public: MOUNT });
  assert.match(await ask(request("GET /app/", CLOSE)), /<a href="http:\/\/www\.example\.com\/app\/x">/);
});

test("what no route serves is sent to the mount that it comes from, and the connection stays in use", async (t) => {
  const upstream = await RawServer.answering(answer([], "found"));
  const routes = [{ public: MOUNT, internal: INTERNAL, upstream: upstream.origin, refererRedirect: true }];
  const { client } = await startProxy(t, upstream, { routes });
  const page = `Referer: ${MOUNT}page`;
  const connection = await client();
  connection.send(`${request("POST /api?x", page, "Content-Length: 2")}ab`);
  const first = await connection.head();
  assert.match(
    first,
    /^HTTP\/1\.1 307 [\s\S]*\r\nLocation: \/app\/api\?x\r\nVary: Referer\r\nCache-Control: no-store\r\n/,
  );
  connection.send(`${request("POST /app/api?x", page, "Content-Length: 2", CLOSE)}ab`);
  assert.match(await connection.end(), /found$/);
  assert.match(upstream.connections[0]?.received ?? "", /^POST \/api\?x HTTP[\s\S]*\r\n\r\nab$/);
});

for (const { forwarded, internal, proto, host, prefix } of [
  { forwarded: "public", internal: INTERNAL, proto: "https", host: "www.example.com", prefix: "/app" },
  { forwarded: "client", internal: INTERNAL, proto: "http", host: undefined, prefix: undefined },
  { forwarded: "client", internal: "https://legacy.internal/", proto: "https", host: undefined, prefix: undefined },
] as const) {
  test(`forwarded: ${forwarded}, ${internal}`, () => {
    const site = siteOf([{ public: "https://www.example.com/app/", internal, forwarded }]);
    const fields = ["Origin", "https://www.example.com"];
    const made = decided(site, { path: "/app/x", fields });
    assert.ok(typeof made === "object");
    assert.deepEqual(
      ["X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-Prefix", "Origin"].map(made.field),
      ["192.0.2.7", proto, host, prefix, new URL(internal).origin],
    );
  });
}
