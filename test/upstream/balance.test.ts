import assert from "node:assert/strict";
import { test } from "node:test";
import type { BalanceName } from "../../src/config/config.ts";
import { DEFAULT_LIMITS } from "../../src/limits.ts";
import { BALANCES } from "../../src/upstream/balance.ts";
import { Server } from "../../src/upstream/server.ts";
import { FakeTransport, HANDLER, OPTIONS } from "./fake-transport.ts";

/** @param inFlight of the servers a, b, c … */
const cases: { name: string; balance: BalanceName; inFlight: number[]; expected: string }[] = [
  { name: "each in its turn", balance: "round-robin", inFlight: [0, 0, 0], expected: "abcabc" },
  { name: "however busy", balance: "round-robin", inFlight: [5, 0, 9], expected: "abcabc" },
  { name: "one alone", balance: "round-robin", inFlight: [0], expected: "aaaaaa" },
  { name: "the idle one", balance: "least-connections", inFlight: [2, 0, 1], expected: "bbbbbb" },
  { name: "of equals each in its turn", balance: "least-connections", inFlight: [1, 3, 1], expected: "acacac" },
];

for (const { name, balance, inFlight, expected } of cases) {
  test(`${balance}: ${name}`, () => {
    const servers = inFlight.map((count, i) => {
      const server = new Server("abc".charAt(i), new FakeTransport(), DEFAULT_LIMITS);
      for (let n = 0; n < count; n++) server.dispatch(OPTIONS, HANDLER);
      return server;
    });
    const picked = Array.from(expected, (_, turn) => BALANCES[balance](servers, turn).origin);
    assert.equal(picked.join(""), expected);
  });
}
