import assert from "node:assert/strict";
import { test } from "node:test";
import { admitScript, forbidsScripts, scriptNonce } from "../../../src/values/csp/script-policy.ts";

const URL = "https://www.example.com/app/.reorigin/shim.js";

/** What becomes of a field; the nonce in it; whether nothing would help. */
const cases: { name: string; field: string; admitted?: string; nonce?: string; forbidden?: boolean }[] = [
  { name: "scripts are not limited", field: "img-src 'none'; object-src 'none'" },
  { name: "nothing", field: "" },
  { name: "the page's own", field: "default-src 'none'; script-src 'self'" },
  { name: "the page's own, in capitals", field: "SCRIPT-SRC 'Self'" },
  { name: "a nonce", field: "script-src 'nonce-aB3+/_-=' 'strict-dynamic'", nonce: "aB3+/_-=" },
  {
    name: "a nonce that is none",
    field: "script-src 'nonce-\"' https:",
    admitted: `script-src 'nonce-"' https: ${URL}`,
  },
  {
    name: "servers",
    field: "script-src https://cdn.example; img-src *",
    admitted: `script-src https://cdn.example ${URL}; img-src *`,
  },
  { name: "inline alone", field: "default-src 'unsafe-inline'", admitted: `default-src 'unsafe-inline' ${URL}` },
  { name: "hashes", field: "script-src 'sha256-AAAA=';", admitted: `script-src 'sha256-AAAA=' ${URL};` },
  {
    name: "elements before all",
    field: "script-src 'none'; script-src-elem a",
    admitted: `script-src 'none'; script-src-elem a ${URL}`,
  },
  {
    name: "the first of two",
    field: "script-src a; script-src 'self'",
    admitted: `script-src a ${URL}; script-src 'self'`,
  },
  {
    name: "several policies",
    field: "script-src a, default-src b",
    admitted: `script-src a ${URL}, default-src b ${URL}`,
  },
  { name: "none", field: "script-src 'none'", forbidden: true },
  { name: "none by an empty list", field: "default-src", forbidden: true },
  { name: "what trusted scripts bring along", field: "script-src 'strict-dynamic' 'sha256-AAAA='", forbidden: true },
  { name: "a sandbox without scripts", field: "sandbox allow-forms", forbidden: true },
  { name: "a bare sandbox", field: "img-src a; Sandbox", forbidden: true },
  { name: "a sandbox with scripts", field: "sandbox allow-forms allow-scripts; img-src a" },
  { name: "a directive that only begins so", field: "sandboxed; script-src-attr 'none'" },
];

for (const { name, field, admitted = field, nonce, forbidden = false } of cases) {
  test(`a script of ours: ${name}`, () => {
    assert.equal(admitScript(field, URL), admitted);
    assert.equal(admitScript(admitted, URL), admitted, "admitted twice");
    assert.equal(scriptNonce([field]), nonce);
    assert.equal(forbidsScripts([field]), forbidden);
  });
}

test("of several fields, all count", () => {
  assert.equal(scriptNonce(["img-src a", "script-src 'nonce-x'"]), "x");
  assert.equal(forbidsScripts(["script-src 'self'", "script-src 'none'"]), true);
});
