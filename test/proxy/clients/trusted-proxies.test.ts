import assert from "node:assert/strict";
import { test } from "node:test";
import { TrustedProxies } from "../../../src/proxy/clients/trusted-proxies.ts";

const trusted = new TrustedProxies(["10.0.0.0/8", "192.0.2.7", "2001:db8::/32"]);

const cases = [
  { name: "in an IPv4 block", input: "10.1.2.3", expected: true },
  { name: "beside it", input: "11.1.2.3", expected: false },
  { name: "an IPv4 address", input: "192.0.2.7", expected: true },
  { name: "IPv4 that arrives as IPv6", input: "::ffff:10.1.2.3", expected: true },
  { name: "IPv4 beside a block that arrives as IPv6", input: "::ffff:11.1.2.3", expected: false },
  { name: "in an IPv6 block", input: "2001:db8::1", expected: true },
  { name: "beside it", input: "2001:db9::1", expected: false },
  { name: "IPv6 with a zone", input: "fe80::1%eth0", expected: false },
  { name: "no address", input: undefined, expected: false },
] as const;

for (const { name, input, expected } of cases) {
  test(`trusted: ${name}`, () => assert.equal(trusted.has(input), expected));
}

for (const text of ["10.0.0.0/33", "10.0.0.0/x", "localhost", ""]) {
  test(`cannot trust "${text}"`, () => {
    assert.throws(() => new TrustedProxies([text]), {
      code: "ERR_CONFIG",
      message: `Cannot trust "${text}": expected an address or a CIDR block`,
    });
  });
}
