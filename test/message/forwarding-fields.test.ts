import assert from "node:assert/strict";
import { test } from "node:test";
import { mapRequestFields } from "../../src/headers/request-fields.ts";
import { FORWARDING_FIELDS, type Forwarding, forwardingFields } from "../../src/message/forwarding-fields.ts";
import { parsePlace } from "../../src/url/places/place.ts";
import { requestContext } from "../headers/contexts.ts";

const place = parsePlace("https://www.example.com/app/");
const untrusted: Forwarding = { address: "192.0.2.7", isTrusted: false, tells: "public", place };
const trusted: Forwarding = { ...untrusted, address: "10.0.0.1", isTrusted: true };

for (const { name, forwarding, raw = [], written } of [
  {
    name: "a client",
    forwarding: untrusted,
    raw: ["X-Forwarded-For", "203.0.113.9", "X-Forwarded-Host", "evil.example"],
    written: [
      ...["Forwarded", "for=192.0.2.7;host=www.example.com;proto=https"],
      ...["X-Forwarded-For", "192.0.2.7"],
      ...["X-Forwarded-Host", "www.example.com"],
      ...["X-Forwarded-Port", "443"],
      ...["X-Forwarded-Proto", "https"],
      ...["X-Forwarded-Prefix", "/app"],
    ],
  },
  {
    name: "IPv6, a port, no prefix",
    forwarding: { ...untrusted, address: "2001:db8::1", place: parsePlace("http://[::1]:3000/") },
    written: [
      ...["Forwarded", 'for="[2001:db8::1]";host="[::1]:3000";proto=http'],
      ...["X-Forwarded-For", "2001:db8::1"],
      ...["X-Forwarded-Host", "[::1]:3000"],
      ...["X-Forwarded-Port", "3000"],
      ...["X-Forwarded-Proto", "http"],
    ],
  },
  {
    name: "a trusted proxy that says all",
    forwarding: trusted,
    raw: [
      ...["X-Forwarded-For", "203.0.113.9", "forwarded", "for=203.0.113.9", "X-Forwarded-For", "198.51.100.1"],
      ...["X-Forwarded-Host", "outer.example", "X-Forwarded-Port", "80", "X-Forwarded-Proto", "http"],
      ...["X-Forwarded-Prefix", "/outer"],
    ],
    written: [
      ...["Forwarded", "for=203.0.113.9, for=10.0.0.1;host=www.example.com;proto=https"],
      ...["X-Forwarded-For", "203.0.113.9, 198.51.100.1, 10.0.0.1"],
      ...["X-Forwarded-Host", "outer.example"],
      ...["X-Forwarded-Port", "80"],
      ...["X-Forwarded-Proto", "http"],
      ...["X-Forwarded-Prefix", "/outer"],
    ],
  },
  {
    name: "a trusted proxy, of the client alone",
    forwarding: { ...trusted, tells: "client" as const, place: parsePlace("http://legacy.internal:8080/") },
    raw: [
      ...["X-Forwarded-For", "203.0.113.9", "Forwarded", "for=203.0.113.9;host=outer.example"],
      ...["X-Forwarded-Host", "outer.example", "X-Forwarded-Proto", "https", "X-Forwarded-Prefix", "/outer"],
    ],
    written: ["X-Forwarded-For", "203.0.113.9, 10.0.0.1", "X-Forwarded-Proto", "http"],
  },
  {
    name: "a trusted proxy on a Unix socket",
    forwarding: { ...trusted, address: undefined },
    raw: ["X-Forwarded-For", "203.0.113.9"],
    written: [
      ...["Forwarded", "for=unknown;host=www.example.com;proto=https"],
      ...["X-Forwarded-For", "203.0.113.9"],
      ...["X-Forwarded-Host", "www.example.com"],
      ...["X-Forwarded-Port", "443"],
      ...["X-Forwarded-Proto", "https"],
      ...["X-Forwarded-Prefix", "/app"],
    ],
  },
]) {
  test(`forwardingFields(): ${name}`, () => assert.deepEqual(forwardingFields(raw, forwarding), written));
}

// CVE-2020-15129, CVE-2024-52003
test("forwardingFields() passes no prefix on that leads to another host", () => {
  for (const prefix of ["//evil.example", "/\\evil.example", "http://evil.example", ""]) {
    const written = forwardingFields(["X-Forwarded-Prefix", prefix], trusted);
    assert.deepEqual(written.slice(-2), ["X-Forwarded-Prefix", "/app"], prefix);
  }
});

for (const name of Object.keys(FORWARDING_FIELDS)) {
  test(`a trusted proxy's ${name} gets through`, () => {
    const mapped = mapRequestFields([name, "/said"], requestContext({ forwarding: trusted }));
    assert.ok(mapped.some((text) => text.startsWith("/said")));
  });
}
