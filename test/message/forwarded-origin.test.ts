import assert from "node:assert/strict";
import { test } from "node:test";
import { type ForwardedOrigin, forwardedOrigin } from "../../src/message/forwarded-origin.ts";

const NOTHING: ForwardedOrigin = { hosts: [], scheme: undefined, port: -1, prefix: "" };

const cases: { name: string; raw: string[]; told: Partial<ForwardedOrigin> }[] = [
  { name: "nothing", raw: ["Host", "www.example.com"], told: {} },
  {
    name: "the older fields",
    raw: [
      ...["X-Forwarded-Host", "www.example.com:8443", "x-forwarded-proto", "HTTPS"],
      ...["X-Forwarded-Port", "8443", "X-Forwarded-Prefix", "/app/"],
    ],
    told: { hosts: ["www.example.com:8443"], scheme: "https", port: 8443, prefix: "/app" },
  },
  {
    name: "lists, the nearest proxy's word first",
    raw: [
      "X-Forwarded-Host",
      "evil.example, www.example.com",
      "X-Forwarded-Host",
      "inner",
      "X-Forwarded-Proto",
      "https, http",
    ],
    told: { hosts: ["inner", "www.example.com", "evil.example"], scheme: "http" },
  },
  {
    name: "the newer field",
    raw: ["Forwarded", 'for=192.0.2.7;host="www.example.com:8443";proto=https, for=10.0.0.1;Host=inner;Proto=http'],
    told: { hosts: ["inner", "www.example.com:8443"], scheme: "http" },
  },
  {
    name: "the newer field beside an older one, which a client may have written",
    raw: ["Forwarded", "host=evil.example;proto=http", "X-Forwarded-Host", "www.example.com"],
    told: { hosts: ["www.example.com"] },
  },
  {
    name: "a parameter within a quoted one",
    raw: ["Forwarded", 'for="host=evil.example;\\"host=evil.example";host=www.example.com'],
    told: { hosts: ["www.example.com"] },
  },
  { name: "a scheme that is none of ours", raw: ["X-Forwarded-Proto", "javascript"], told: {} },
  { name: "a port that is none", raw: ["X-Forwarded-Port", "80x"], told: {} },
];

for (const { name, raw, told } of cases) {
  test(`told: ${name}`, () => assert.deepEqual(forwardedOrigin(raw), { ...NOTHING, ...told }));
}

// CVE-2020-15129, CVE-2024-52003
for (const prefix of [
  "//evil.example",
  "/\\evil.example",
  "/app/..",
  "/./app",
  "/a%2fb",
  "app",
  "http://h/",
  "/a b",
  "",
]) {
  test(`no prefix: "${prefix}"`, () => assert.equal(forwardedOrigin(["X-Forwarded-Prefix", prefix]).prefix, ""));
}

test("a long field is read in linear time", () => {
  const started = performance.now();
  forwardedOrigin(["Forwarded", `${"b".repeat(200_000)}`, "X-Forwarded-Prefix", "/a".repeat(100_000)]);
  assert.ok(performance.now() - started < 500);
});
