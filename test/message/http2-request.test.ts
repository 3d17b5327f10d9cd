import assert from "node:assert/strict";
import { test } from "node:test";
import { type Http2Fault, http2Request } from "../../src/message/http2-request.ts";
import { readRequestHead } from "../../src/message/request-head.ts";

const LIMITS = { headerBytes: 200, headerFields: 6, targetBytes: 64 };

const [METHOD, SCHEME, AUTHORITY, PATH] = [
  [":method", "GET"],
  [":scheme", "https"],
  [":authority", "a"],
  [":path", "/"],
] as const;
const GET = [...METHOD, ...SCHEME, ...AUTHORITY, ...PATH];
const UPGRADE = [":method", "CONNECT", ":protocol", "websocket", ...SCHEME, ...AUTHORITY, ...PATH];

const translated = [
  { name: "nothing but a target", received: GET, fields: ["host", "a", "te", "trailers"] },
  {
    name: "Host where there is no :authority",
    received: [...METHOD, ...SCHEME, ...PATH, "host", "a"],
    fields: ["host", "a", "te", "trailers"],
  },
  {
    name: "Host beside the same :authority, once",
    received: [...GET, "host", "A"],
    fields: ["host", "a", "te", "trailers"],
  },
  {
    name: "A8-92 crumbs",
    received: [...GET, "cookie", "a=1", "x-a", "1", "cookie", "b=2"],
    fields: ["host", "a", "x-a", "1", "cookie", "a=1; b=2", "te", "trailers"],
  },
  {
    name: "content without a length",
    received: GET,
    isEnded: false,
    fields: ["host", "a", "te", "trailers", "transfer-encoding", "chunked"],
  },
  {
    name: "content by length",
    received: [...GET, "content-length", "5"],
    isEnded: false,
    fields: ["host", "a", "content-length", "5", "te", "trailers"],
  },
  {
    name: "a value that is the name of a length",
    received: [...GET, "x-a", "content-length"],
    isEnded: false,
    fields: ["host", "a", "x-a", "content-length", "te", "trailers", "transfer-encoding", "chunked"],
  },
  {
    name: "a name that is a property of every object",
    received: [...GET, "__proto__", "1", "constructor", "2"],
    fields: ["host", "a", "__proto__", "1", "constructor", "2", "te", "trailers"],
  },
];

for (const { name, received, isEnded = true, fields } of translated) {
  test(`a request of HTTP/2 in the terms of HTTP/1.1: ${name}`, () => {
    const request = http2Request(received, isEnded, LIMITS);
    assert.equal(request.fault, undefined);
    assert.deepEqual(request.rawHeaders, fields);
    const head = readRequestHead(request, "reorigin-1234", LIMITS);
    assert.partialDeepStrictEqual(head, { method: "GET", path: "/", version: "2", authority: { host: "a", port: -1 } });
  });
}

test("a request of HTTP/2 in the terms of HTTP/1.1: an extended CONNECT", () => {
  const request = http2Request(UPGRADE, false, LIMITS);
  const { "sec-websocket-key": key = "", ...headers } = request.headers;
  assert.partialDeepStrictEqual(request, { method: "GET", url: "/", isTunnel: true, fault: undefined });
  assert.deepEqual({ ...headers }, { host: "a", connection: "Upgrade", upgrade: "websocket" });
  assert.equal(Buffer.from(key, "base64").length, 16);
  assert.notEqual(key, http2Request(UPGRADE, false, LIMITS).headers["sec-websocket-key"]);
});

const faults: readonly { name: string; received: readonly string[]; fault: Http2Fault }[] = [
  ...["X-A", "x a", "x:a", "x\r\na", "x\0", "", "\xe9"].map((field) => ({
    name: `A8-88 the name ${JSON.stringify(field)}`,
    received: [...GET, field, "1"],
    fault: "malformed-request" as const,
  })),
  ...["1\r\n2", "1\n", "1\r", "1\0", " 1", "1\t", "\x7f"].map((value) => ({
    name: `A8-88 the value ${JSON.stringify(value)}`,
    received: [...GET, "x-a", value],
    fault: "malformed-request" as const,
  })),
  ...["connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade", "http2-settings"].map(
    (field) => ({
      name: `A8-89 ${field}`,
      received: [...GET, field, "x"],
      fault: "malformed-request" as const,
    }),
  ),
  { name: "A8-89 TE that is not trailers", received: [...GET, "te", "gzip"], fault: "malformed-request" },
  { name: "A8-90 :authority differs from Host", received: [...GET, "host", "b"], fault: "invalid-host" },
  {
    name: "A8-90 one of two Hosts differs",
    received: [...GET, "host", "a", "host", "b"],
    fault: "invalid-host",
  },
  {
    name: "A8-90 the scheme ftp",
    received: [...METHOD, ":scheme", "ftp", ...AUTHORITY, ...PATH],
    fault: "invalid-target",
  },
  ...["", "x", "http://b/", "/ HTTP/1.1", "/\r\n", "/\xe9", "*x"].map((path) => ({
    name: `A8-90 the path ${JSON.stringify(path)}`,
    received: [...METHOD, ...SCHEME, ...AUTHORITY, ":path", path],
    fault: "invalid-target" as const,
  })),
  {
    name: "A8-90 a space in the method",
    received: [":method", "GET /x", ...SCHEME, ...AUTHORITY, ...PATH],
    fault: "malformed-request",
  },
  { name: "A8-94 :protocol without CONNECT", received: [...GET, ":protocol", "websocket"], fault: "malformed-request" },
  {
    name: "A8-94 another protocol",
    received: UPGRADE.map((text) => (text === "websocket" ? "connect-udp" : text)),
    fault: "unknown-protocol",
  },
  { name: "A8-97 too many bytes", received: [...GET, "x-a", "x".repeat(190)], fault: "fields-too-large" },
  {
    name: "A8-97 too many fields",
    received: [...GET, ...["a", "b", "c", "d", "e", "f"].flatMap((name) => [name, ""])],
    fault: "fields-too-large",
  },
];

for (const { name, received, fault } of faults) {
  test(`a request of HTTP/2 that is none: ${name}`, () => {
    assert.equal(http2Request(received, true, LIMITS).fault, fault);
  });
}

test("A8-94 CONNECT is refused as in HTTP/1.1", () => {
  const request = http2Request([":method", "CONNECT", ...AUTHORITY], false, LIMITS);
  assert.equal(request.fault, undefined);
  assert.equal(readRequestHead(request, "reorigin-1234", LIMITS), "method-refused");
});

test("two Hosts without :authority are refused as in HTTP/1.1", () => {
  const request = http2Request([...METHOD, ...SCHEME, ...PATH, "host", "a", "host", "a"], true, LIMITS);
  assert.equal(readRequestHead(request, "reorigin-1234", LIMITS), "invalid-host");
});
