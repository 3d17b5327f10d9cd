import assert from "node:assert/strict";
import { test } from "node:test";
import {
  HEAD_BYTES,
  LENGTH_PREFIXED,
  type LengthPrefixedFormat,
  lengthPrefixedFormat,
  mayTell,
} from "../../src/text/length-prefixed.ts";

interface Body {
  readonly mediaType?: string;
  readonly head?: string;
  readonly fields?: Readonly<Record<string, string>>;
}

const SAMPLES: Record<LengthPrefixedFormat, Body[]> = {
  "ASP.NET AJAX delta": [
    { mediaType: "text/plain", head: "1|#||4|57|updatePanel|Panel|<a href=" },
    { mediaType: "text/plain", head: "0|pageRedirect||%2flogin.aspx|" },
    { mediaType: "text/plain", fields: { "x-microsoftajax": "Delta=true" } },
  ],
  "React Server Components": [
    { mediaType: "text/x-component", head: "0:[" },
    { mediaType: "text/plain", fields: { rsc: "1" } },
  ],
  "GWT-RPC": [
    { mediaType: "application/json", head: '//OK[1,["a"],0,7]' },
    { mediaType: "application/json", head: '//EX[2,1,["com.google' },
    { mediaType: "text/x-gwt-rpc", head: "7|0|4|http://a/" },
    { mediaType: "text/plain", head: "7|0|4|http://a/" },
  ],
  "PHP serialization": [
    { head: 'a:1:{s:5:"hello";i:1;}' },
    { head: 'O:8:"stdClass":0:{}' },
    { head: 's:5:"hello";' },
    { mediaType: "application/vnd.php.serialized" },
  ],
  "Java serialization": [{ head: "\xac\xed\x00\x05sr" }, { mediaType: "application/x-java-serialized-object" }],
  AMF: [{ mediaType: "application/x-amf" }],
  "gRPC and Connect": [
    { mediaType: "application/grpc" },
    { mediaType: "application/grpc-web-text" },
    { mediaType: "application/connect+json" },
  ],
  "Protocol Buffers": [
    { mediaType: "application/protobuf" },
    { mediaType: "application/x-protobuf" },
    { mediaType: "application/vnd.google.protobuf" },
  ],
  "binary JSON": [
    { mediaType: "application/msgpack" },
    { mediaType: "application/x-msgpack" },
    { mediaType: "application/senml+cbor" },
  ],
  "Engine.IO": [
    { mediaType: "text/plain", head: '97:0{"sid":"a"' },
    { mediaType: "text/plain", head: '2:4097:0{"sid":"a"' },
  ],
  "chunked JSON": [{ mediaType: "application/json", head: ")]}'\n\n123\n[[" }],
  "OpenPGP signature": [{ mediaType: "text/plain", head: "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512" }],
};

for (const format of Object.keys(LENGTH_PREFIXED) as LengthPrefixedFormat[]) {
  for (const [index, body] of (SAMPLES[format] ?? [{ head: "a row without a sample" }]).entries()) {
    test(`${format}: sample ${index + 1}`, () => assert.equal(formatOf(body), format));
  }
}

for (const { head } of Object.values(SAMPLES).flat()) {
  if (head === undefined || formatOf({ head }) === undefined) continue;
  test(`more of a beginning is waited for: ${JSON.stringify(head)}`, () => {
    for (let length = 0; length < Math.min(head.length, HEAD_BYTES); length++) {
      assert.equal(mayTell(head.slice(0, length)), true, `${length} chars`);
    }
  });
}

test("nothing is waited for where the beginning tells nothing, or all is there", () => {
  for (const head of ["<", "{", "event", "1".repeat(HEAD_BYTES)]) assert.equal(mayTell(head), false, head);
});

const REWRITABLE: (Body & { name: string })[] = [
  { name: "plain text", mediaType: "text/plain", head: "1. see http://a/" },
  { name: "a time of day", mediaType: "text/plain", head: "12:30 lunch" },
  { name: "a table with bars", mediaType: "text/plain", head: "id|name|url" },
  { name: "JSON", mediaType: "application/json", head: '{"a":1}' },
  { name: "JSON with a guard", mediaType: "application/json", head: ')]}\'\n{"a":1}' },
  { name: "a script that begins with a comment", mediaType: "text/javascript", head: "//OK, let us begin" },
  { name: "a stylesheet", mediaType: "text/css", head: "a:hover{color:red}" },
  { name: "a page that a component asked for", mediaType: "text/html", fields: { rsc: "0" } },
  { name: "nothing" },
];

for (const { name, ...body } of REWRITABLE) {
  test(`rewritable: ${name}`, () => assert.equal(formatOf(body), undefined));
}

test("no sample needs more than the head", () => {
  for (const { head = "" } of Object.values(SAMPLES).flat()) assert.ok(head.length <= HEAD_BYTES);
});

function formatOf({ mediaType = "application/octet-stream", head = "", fields = {} }: Body): string | undefined {
  return lengthPrefixedFormat({ mediaType, head, field: (name) => fields[name] });
}
