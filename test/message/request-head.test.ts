import assert from "node:assert/strict";
import type { IncomingHttpHeaders } from "node:http";
import { test } from "node:test";
import { readRequestHead } from "../../src/message/request-head.ts";

const PSEUDONYM = "reorigin-1234";

interface Raw {
  method?: string;
  url?: string;
  version?: readonly [major: number, minor: number];
  fields?: readonly string[];
}

function read({ method = "GET", url = "/", version = [1, 1], fields = ["Host", "a"] }: Raw) {
  const headers: IncomingHttpHeaders = {};
  for (let i = 0; i < fields.length; i += 2) headers[(fields[i] as string).toLowerCase()] ??= fields[i + 1] as string;
  const request = { method, url, headers, rawHeaders: [...fields] };
  const [httpVersionMajor, httpVersionMinor] = version;
  const versions = { httpVersion: version.join("."), httpVersionMajor, httpVersionMinor };
  return readRequestHead({ ...request, ...versions }, PSEUDONYM, { targetBytes: 64, headerFields: 20 });
}

const HOST = ["Host", "a"] as const;

const refused = [
  { name: "HTTP/2.0 on a text connection", raw: { version: [2, 0] }, expected: "unknown-version" },
  { name: "HTTP/3.0 on a text connection", raw: { version: [3, 0] }, expected: "unknown-version" },
  { name: "TRACE", raw: { method: "TRACE" }, expected: "method-refused" },
  { name: "TRACK", raw: { method: "TRACK" }, expected: "method-refused" },
  { name: "CONNECT", raw: { method: "CONNECT", url: "a:80" }, expected: "method-refused" },
  { name: "a target of 65 bytes", raw: { url: `/${"x".repeat(64)}` }, expected: "target-too-long" },
  { name: "21 fields", raw: { fields: [...HOST, ...Array(40).fill("x")] }, expected: "fields-too-large" },
  { name: "a bad target", raw: { url: "/\\x" }, expected: "invalid-target" },
  { name: "no Host", raw: { fields: [] }, expected: "invalid-host" },
  { name: "an empty Host", raw: { fields: ["Host", ""] }, expected: "invalid-host" },
  { name: "two equal Hosts", raw: { fields: [...HOST, ...HOST] }, expected: "invalid-host" },
  { name: "two Hosts in different case", raw: { fields: [...HOST, "hOST", "b"] }, expected: "invalid-host" },
  { name: "a bad Host", raw: { fields: ["Host", "a/b"] }, expected: "invalid-host" },
  {
    name: "a bad Host beside a good absolute target",
    raw: { url: "http://a/", fields: ["Host", "a b"] },
    expected: "invalid-host",
  },
  { name: "user information in an absolute target", raw: { url: "http://u:p@h/" }, expected: "invalid-host" },
  {
    name: "a length and a transfer coding",
    raw: { fields: [...HOST, "Content-Length", "1", "Transfer-Encoding", "chunked"] },
    expected: "invalid-framing",
  },
  {
    name: "chunked in HTTP/1.0",
    raw: { version: [1, 0], fields: [...HOST, "Transfer-Encoding", "chunked"] },
    expected: "invalid-framing",
  },
  ...["gzip, chunked", "chunked, chunked", ",chunked"].map((coding) => ({
    name: `transfer coding ${coding}`,
    raw: { fields: [...HOST, "Transfer-Encoding", coding] },
    expected: "unknown-transfer-coding",
  })),
  ...["gzip", "xchunked", "chunked;q=1", "chunked, gzip", "identity"].map((coding) => ({
    name: `transfer coding ${coding}`,
    raw: { fields: [...HOST, "Transfer-Encoding", coding] },
    expected: "invalid-framing",
  })),
  {
    name: "an expectation that nobody knows",
    raw: { fields: [...HOST, "Expect", "200-ok"] },
    expected: "unknown-expectation",
  },
  { name: "our own Via", raw: { fields: [...HOST, "Via", `1.1 front, 1.1 ${PSEUDONYM}`] }, expected: "loop" },
] satisfies readonly { name: string; raw: Raw; expected: string }[];

for (const { name, raw, expected } of refused) {
  test(`refused: ${name}`, () => assert.equal(read(raw), expected));
}

const accepted = [
  { name: "Host says whom it is for", raw: {}, expected: { authority: { host: "a", port: -1 } } },
  {
    name: "an absolute target wins over Host",
    raw: { url: "http://b:81/x" },
    expected: { authority: { host: "b", port: 81 }, path: "/x" },
  },
  { name: "HTTP/1.0 needs no Host", raw: { version: [1, 0], fields: [] }, expected: { authority: undefined } },
  { name: "somebody else's Via", raw: { fields: [...HOST, "Via", "1.1 reorigin-4321"] }, expected: { path: "/" } },
  { name: "100-continue in any case", raw: { fields: [...HOST, "Expect", "100-Continue"] }, expected: { path: "/" } },
  { name: "no content", raw: {}, expected: { hasContent: false } },
  { name: "content of no bytes", raw: { fields: [...HOST, "Content-Length", "0"] }, expected: { hasContent: false } },
  { name: "content of a length", raw: { fields: [...HOST, "Content-Length", "1"] }, expected: { hasContent: true } },
  {
    name: "chunked content in any case",
    raw: { fields: [...HOST, "Transfer-Encoding", "Chunked"] },
    expected: { hasContent: true },
  },
  {
    name: "names with underscores are dropped",
    raw: { fields: [...HOST, "X_Forwarded_For", "1", "X-A", "2_3"] },
    expected: { fields: [...HOST, "X-A", "2_3"] },
  },
  {
    name: "odd names are kept",
    raw: { fields: [...HOST, "!#$%&'*+-.^`|~", "1"] },
    expected: { fields: [...HOST, "!#$%&'*+-.^`|~", "1"] },
  },
  {
    name: "__proto__ is a name with underscores",
    raw: { fields: [...HOST, "__proto__", "1"] },
    expected: { fields: HOST },
  },
] satisfies readonly { name: string; raw: Raw; expected: object }[];

for (const { name, raw, expected } of accepted) {
  test(`accepted: ${name}`, () => assert.partialDeepStrictEqual(read(raw), expected));
}
