import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { type ListenAddress, parseListenAddress } from "../../src/config/address.ts";

const cases: { input: string; expected: ListenAddress | undefined }[] = [
  { input: "127.0.0.1:8080", expected: { host: "127.0.0.1", port: 8080 } },
  { input: "proxy-1.internal:80", expected: { host: "proxy-1.internal", port: 80 } },
  { input: ":8080", expected: { host: "", port: 8080 } },
  { input: "[::1]:8080", expected: { host: "::1", port: 8080 } },
  { input: "[fe80::1%eth0]:8080", expected: { host: "fe80::1%eth0", port: 8080 } },
  { input: "127.0.0.1:0", expected: { host: "127.0.0.1", port: 0 } },
  { input: "127.0.0.1:65535", expected: { host: "127.0.0.1", port: 65_535 } },
  { input: "127.0.0.1:65536", expected: undefined },
  { input: "127.0.0.1", expected: undefined },
  { input: ".1:80", expected: undefined },
  { input: "1.2.3.999:80", expected: undefined },
  { input: "127.0.0.1:", expected: undefined },
  { input: "127.0.0.1:http", expected: undefined },
  { input: "8080", expected: undefined },
  { input: "", expected: undefined },
  { input: "::1:8080", expected: undefined },
  { input: "[::1:8080", expected: undefined },
  { input: "[::1]", expected: undefined },
  { input: "[127.0.0.1]:80", expected: undefined },
  { input: "http://a:80", expected: undefined },
];

describe("parseListenAddress", () => {
  for (const { input, expected } of cases)
    test(`"${input}"`, () => assert.deepEqual(parseListenAddress(input), expected));
});
