import assert from "node:assert/strict";
import { test } from "node:test";
import { boundaryOf } from "../../src/body/content-type.ts";
import { type PassReason, planSentBody } from "../../src/body/plan.ts";
import { type RewriteOptions, resolveRewriteOptions } from "../../src/options.ts";

const FORM = ["Content-Type", "application/x-www-form-urlencoded"];

const rows: readonly {
  name: string;
  method?: string;
  raw: readonly string[];
  options?: RewriteOptions;
  expected: PassReason | "rewrites";
}[] = [
  { name: "a form", raw: FORM, expected: "rewrites" },
  { name: "a form, unasked", raw: FORM, options: { forms: false }, expected: "family" },
  { name: "parts", raw: ["Content-Type", "multipart/form-data; boundary=x"], expected: "rewrites" },
  { name: "parts without a boundary", raw: ["Content-Type", "multipart/form-data"], expected: "media-type" },
  { name: "other parts", raw: ["Content-Type", "multipart/mixed; boundary=x"], expected: "media-type" },
  { name: "what responses are, too", raw: ["Content-Type", "application/soap+xml"], expected: "rewrites" },
  {
    name: "what stays in responses",
    raw: ["Content-Type", "application/json"],
    options: { json: false },
    expected: "family",
  },
  { name: "no type", raw: [], expected: "media-type" },
  { name: "a part of a body", raw: [...FORM, "Content-Range", "bytes 0-1/2"], expected: "partial" },
  {
    name: "no-transform",
    raw: [...FORM, "Cache-Control", "x", "cache-control", "no-transform"],
    expected: "no-transform",
  },
  {
    name: "no-transform ignored",
    raw: [...FORM, "Cache-Control", "no-transform"],
    options: { ignoreNoTransform: true },
    expected: "rewrites",
  },
  { name: "signed", raw: [...FORM, "X-Signature", "x"], expected: "signed" },
  { name: "coded", raw: [...FORM, "Content-Encoding", "gzip"], expected: "rewrites" },
  {
    name: "coded twice, in two fields",
    raw: [...FORM, "Content-Encoding", "br", "Content-Encoding", "gzip"],
    expected: "rewrites",
  },
  {
    name: "what a WebDAV method is about, unasked",
    method: "REPORT",
    raw: ["Content-Type", "text/xml; charset=utf-8"],
    options: { forms: false },
    expected: "rewrites",
  },
  {
    name: "another type with a WebDAV method, unasked",
    method: "REPORT",
    raw: ["Content-Type", "text/plain"],
    options: { forms: false },
    expected: "media-type",
  },
  {
    name: "XML that is stored, unasked",
    method: "PUT",
    raw: ["Content-Type", "text/xml"],
    options: { forms: false },
    expected: "family",
  },
  {
    name: "what a WebDAV method is about, where XML stays",
    method: "REPORT",
    raw: ["Content-Type", "text/xml"],
    options: { forms: false, xml: false },
    expected: "family",
  },
  { name: "coded as nobody knows", raw: [...FORM, "Content-Encoding", "gzip, exi"], expected: "coding" },
];

for (const { name, method = "POST", raw, options, expected } of rows) {
  test(`plan of a request: ${name}`, () => {
    const plan = planSentBody({ method, fields: raw }, resolveRewriteOptions({ forms: true, ...options }), {
      maxCodings: 2,
    });
    assert.equal(plan.rewrites ? "rewrites" : plan.reason, expected);
  });
}

const boundaries: readonly { type: string; expected: string | undefined }[] = [
  { type: "multipart/form-data", expected: undefined },
  { type: "multipart/form-data; boundary=----WebKitFormBoundaryx", expected: "----WebKitFormBoundaryx" },
  { type: 'multipart/form-data; charset=utf-8; Boundary="a b;\\"c"', expected: 'a b;"c' },
];

for (const { type, expected } of boundaries) {
  test(`boundary: ${type}`, () => assert.equal(boundaryOf(type), expected));
}
