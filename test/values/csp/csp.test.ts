import { awkward, local, mounted } from "../scopes.ts";
import { testValues } from "../table-test.ts";

testValues("csp", [
  {
    name: "an origin",
    scope: mounted,
    input: "img-src http://legacy.internal:8080 data:",
    expected: "img-src https://www.example.com data:",
  },
  {
    name: "a path",
    scope: mounted,
    input: "img-src http://legacy.internal:8080/i/",
    expected: "img-src https://www.example.com/app/i/",
  },
  {
    name: "a web socket",
    scope: mounted,
    input: "connect-src ws://legacy.internal:8080",
    expected: "connect-src wss://www.example.com",
  },
  { name: "a host", scope: mounted, input: "script-src legacy.internal:8080", expected: "script-src www.example.com" },
  {
    name: "a host and a path",
    scope: mounted,
    input: "script-src legacy.internal:8080/s/",
    expected: "script-src www.example.com/app/s/",
  },
  {
    name: "any port",
    scope: mounted,
    input: "script-src http://legacy.internal:*",
    expected: "script-src https://www.example.com",
  },
  {
    name: "a path with delimiters",
    scope: awkward,
    input: "img-src http://legacy.internal:8080/i/",
    expected: "img-src https://www.example.com/a'(b)%3Bc%2Cd/i/",
  },
  {
    name: "what names no place",
    scope: mounted,
    input:
      "script-src 'self' 'nonce-/x' 'sha256-/x' https: blob: * *.legacy.internal http://other.example legacy.internal:9",
  },
  {
    name: "report-uri",
    scope: mounted,
    input: "report-uri /r http://legacy.internal:8080/s",
    expected: "report-uri /app/r https://www.example.com/app/s",
  },
  {
    name: "frame-ancestors are origins",
    scope: mounted,
    input: "frame-ancestors http://legacy.internal:8080/x",
    expected: "frame-ancestors https://www.example.com",
  },
  {
    name: "several policies",
    scope: mounted,
    input: "img-src *, FONT-SRC http://legacy.internal:8080;",
    expected: "img-src *, FONT-SRC https://www.example.com;",
  },
  {
    name: "names",
    scope: mounted,
    input: "sandbox allow-scripts; report-to legacy.internal:8080; trusted-types legacy.internal:8080",
  },
  {
    name: "upgrades over http",
    scope: local,
    input: "img-src *; upgrade-insecure-requests; font-src *",
    expected: "img-src *; font-src *",
  },
  { name: "upgrades over https", input: "upgrade-insecure-requests" },
  { name: "require-sri-for", input: "img-src *;require-sri-for script", expected: "img-src *;" },
  { name: "directives of every object", input: "constructor x; toString y" },
]);
