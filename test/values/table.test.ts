import assert from "node:assert/strict";
import { test } from "node:test";
import { rewriteValue, VALUES, type ValueKind } from "../../src/values/table.ts";
import { assertLinear } from "../linear-time.ts";
import { mounted } from "./scopes.ts";

const ABSOLUTE = ["http://legacy.internal:8080/x", "https://www.example.com/app/x"] as const;

/** For every kind a value that nothing else would rewrite in the same way. */
const SAMPLES: Record<ValueKind, readonly [value: string, rewritten: string]> = {
  url: ["/x?u=//legacy.internal:8080/y", "/app/x?u=//www.example.com/app/y"],
  reference: ["/x?u=//legacy.internal:8080/y", "/app/x?u=//legacy.internal:8080/y"],
  "url-if-named": ABSOLUTE,
  "url-list": ["/x /y", "/app/x /app/y"],
  "url-comma-list": ["/x,/y", "/app/x,/app/y"],
  srcset: ["/x 1x, /y 2x", "/app/x 1x, /app/y 2x"],
  refresh: ["1;/x", "1;/app/x"],
  stylesheet: ["@import '/x'", "@import '/app/x'"],
  declarations: ["a:url(/x)", "a:url(/app/x)"],
  json: [String.raw`["http:\/\/legacy.internal:8080\/"]`, String.raw`["https:\/\/www.example.com\/app\/"]`],
  script: ["f('http://legacy.internal:8080/')", "f('https://www.example.com/app/')"],
  text: ["at legacy.internal:8080", "at www.example.com"],
  "form-text": [
    "http://legacy.internal:8080, legacy.internal:8080",
    "https://www.example.com/app, legacy.internal:8080",
  ],
  query: ["a=HTTP%3a//legacy.internal:8080%2Fx+y&=", "a=https%3a//www.example.com/app%2Fx+y&="],
  origin: ["http://legacy.internal:8080", "https://www.example.com"],
  "origin-list": ["* http://legacy.internal:8080", "* https://www.example.com"],
  csp: ["img-src legacy.internal:8080", "img-src www.example.com"],
  link: ["</x>; rel=y", "</app/x>; rel=y"],
  "link-template": ['"/x"; rel="/y"', '"/app/x"; rel="/y"'],
  "set-cookie": ["/a=/b; path=/x", "/a=/b; path=/app/x"],
  "allow-from": ["ALLOW-FROM /x", "ALLOW-FROM /app/x"],
  challenge: ['Digest domain="/x"', 'Digest domain="/app/x"'],
  "tagged-list": ["</../x> (<//legacy.internal:8080>)", "</app/x> (<//legacy.internal:8080>)"],
  "quoted-url": ['a="/x"', 'a="/app/x"'],
  "quoted-origin": ['a=(self "http://legacy.internal:8080")', 'a=(self "https://www.example.com")'],
  "allowed-origin": [
    'retry;allowed-origin="http://legacy.internal:8080"',
    'retry;allowed-origin="https://www.example.com"',
  ],
  "session-registration": ['(a);path="/x"', '(a);path="/app/x"'],
  p3p: ['policyref="/x"', 'policyref="/app/x"'],
  "report-to": ['{"url":"/x"}', '{"url":"/app/x"}'],
  "hx-location": ['{"path":"/x"}', '{"path":"/app/x"}'],
  "task-pairs": ["name=/x;action-uri=/x", "name=/x;action-uri=/app/x"],
  "app-pairs": ["app-id=/x,app-argument=/x", "app-id=/x,app-argument=/app/x"],
};

for (const kind of Object.keys(VALUES) as ValueKind[]) {
  test(`the kind ${kind}`, () => {
    const [value, rewritten] = SAMPLES[kind];
    assert.notEqual(value, rewritten);
    assert.equal(rewriteValue(kind, value, mounted), rewritten);
  });
}

const UNITS = [
  '"',
  "<",
  "(",
  "\\",
  '\\"',
  ",",
  ";",
  " ",
  "a=",
  "/..",
  "url(",
  "//legacy.internal",
  "?http:",
  "[",
  "a:",
];

for (const kind of Object.keys(VALUES) as ValueKind[]) {
  test(`the kind ${kind} takes linear time`, () => {
    for (const unit of UNITS) {
      assertLinear((times) => rewriteValue(kind, unit.repeat((times * 32_768) / unit.length), mounted), 100);
    }
  });
}
