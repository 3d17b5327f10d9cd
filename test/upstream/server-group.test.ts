import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { resolveLimits } from "../../src/limits.ts";
import { BALANCES } from "../../src/upstream/balance.ts";
import { Ejection } from "../../src/upstream/ejection.ts";
import { RetryBudget } from "../../src/upstream/retry-budget.ts";
import { Server } from "../../src/upstream/server.ts";
import { ServerGroup } from "../../src/upstream/server-group.ts";
import { StickyCookie } from "../../src/upstream/sticky-cookie.ts";
import { FakeTransport, HANDLER, OPTIONS } from "./fake-transport.ts";

const LIMITS = resolveLimits({ upstreamConnections: 1, upstreamQueue: 0 });
const REFUSED = Object.assign(new Error("refused"), { code: "ECONNREFUSED" });

/** A group of servers a, b, c, whose clock is the test's. */
function newGroup({ isSticky = false } = {}) {
  const clock = { now: 0 };
  const context = { now: () => clock.now, mayEject: () => true, changed() {} };
  const transports = ["a", "b", "c"].map(() => new FakeTransport());
  const servers = transports.map((transport, i) => {
    const ejection = new Ejection({ failures: 1, durationMs: 30_000, maxPercent: 100 }, context);
    return new Server("abc".charAt(i), transport, LIMITS, { ejection });
  });
  const group = new ServerGroup(servers, {
    balance: BALANCES["round-robin"],
    budget: new RetryBudget(20),
    sticky: isSticky ? new StickyCookie({ cookie: "s" }, servers, "secret") : undefined,
  });
  const [a, b, c] = servers as [Server, Server, Server];
  const picks = (count: number) => Array.from({ length: count }, () => group.pick(undefined)?.origin ?? "-").join("");
  return { group, clock, a, b, c, picks, transports };
}

describe("a group of servers", () => {
  test("takes requests in turn", () => assert.equal(newGroup().picks(4), "abca"));

  test("passes over one that is full, and one that is out", () => {
    const { a, b, picks } = newGroup();
    a.dispatch(OPTIONS, HANDLER);
    assert.equal(picks(4), "bcbc");
    b.failed(REFUSED, false);
    assert.equal(picks(2), "cc");
  });

  test("is overloaded when all that are in are full", () => {
    const { group, a, b, c, picks } = newGroup();
    a.failed(REFUSED, false);
    for (const server of [b, c]) server.dispatch(OPTIONS, HANDLER);
    assert.equal(group.obstacle, "overload");
    assert.equal(picks(1), "-");
    c.release();
    assert.equal(group.obstacle, undefined);
  });

  test("is down when all are out; then each is tried, one request at a time, once in a second", () => {
    const { group, clock, a, b, c, picks } = newGroup();
    for (const server of [a, b, c]) server.failed(REFUSED, false);
    assert.equal(group.obstacle, "upstream-down");
    assert.equal(picks(2), "--");
    clock.now = 1000;
    assert.equal(group.obstacle, undefined);
    assert.equal(picks(4), "abc-");
    assert.equal(group.obstacle, "upstream-down");
    for (const server of [a, c]) server.failed(REFUSED, false);
    b.answered(200);
    assert.equal(picks(3), "bbb");
  });

  test("tries one that was out long enough before all others", () => {
    const { clock, b, picks } = newGroup();
    b.failed(REFUSED, false);
    clock.now = 29_999;
    assert.equal(picks(2), "ac");
    clock.now = 30_000;
    assert.equal(picks(3), "bac");
  });

  test("a stale connection tells nothing about its server", () => {
    const { a } = newGroup();
    a.failed(Object.assign(new Error("closed"), { code: "UND_ERR_SOCKET", socket: { bytesRead: 9 } }), true);
    assert.equal(a.isIn, true);
  });

  const statuses = { 101: true, 200: true, 404: true, 429: true, 500: false, 501: true, 503: false, 505: true };
  for (const [status, isWell] of Object.entries(statuses)) {
    test(`a server that answers ${status} is ${isWell ? "well" : "ill"}`, () => {
      const { a } = newGroup();
      a.answered(Number(status));
      assert.equal(a.isIn, isWell);
    });
  }

  for (const code of ["EMFILE", "UND_ERR_CLOSED", "UND_ERR_REQ_CONTENT_LENGTH_MISMATCH"]) {
    test(`what is not its fault tells nothing about a server: ${code}`, () => {
      const { a } = newGroup();
      a.failed(Object.assign(new Error(code), { code }), false);
      assert.equal(a.isIn, true);
    });
  }
});

describe("a request that came to nothing", () => {
  test("goes to another server", () => {
    const { group, a } = newGroup();
    assert.equal(group.pick(undefined), a);
    const other = group.pickAgain(a, false);
    assert.ok(other && other !== a);
  });

  test("goes nowhere when no other is in", () => {
    const { group, a, b, c } = newGroup();
    for (const server of [b, c]) server.failed(REFUSED, false);
    assert.equal(group.pickAgain(a, false), undefined);
  });

  test("goes to the same one when only the connection was stale, and no other is in", () => {
    const { group, a, b, c } = newGroup();
    for (const server of [b, c]) server.failed(REFUSED, false);
    assert.equal(group.pickAgain(a, true), a);
  });

  test("stays where the session is when only the connection was stale", () => {
    const { group, a } = newGroup({ isSticky: true });
    assert.equal(group.pickAgain(a, true), a);
  });

  test("is not sent where a server is only tried", () => {
    const { group, clock, a, b, c } = newGroup();
    b.failed(REFUSED, false);
    clock.now = 30_000;
    assert.equal(group.pickAgain(a, false), c);
  });

  test("F3 costs the budget nothing at the same one", () => {
    const { group, a, b, c } = newGroup();
    for (const server of [b, c]) server.dispatch(OPTIONS, HANDLER);
    for (let i = 0; i < 100; i++) assert.equal(group.pickAgain(a, true), a);
    for (const server of [b, c]) server.release();
    assert.notEqual(group.pickAgain(a, false), undefined);
  });

  test("F3 goes to the same one when only the connection was stale, and the budget is spent", () => {
    const { group, a } = newGroup();
    const again = Array.from({ length: 100 }, () => group.pickAgain(a, true));
    assert.equal(again.filter((server) => server !== a).length, 10);
    assert.equal(again.at(-1), a);
  });

  test("is one of few", () => {
    const { group, a } = newGroup();
    const again = Array.from({ length: 100 }, () => group.pickAgain(a, false)).filter((server) => server !== undefined);
    assert.equal(again.length, 10);
  });
});

describe("a client with a session", () => {
  test("stays at its server while that is in", () => {
    const { group, b } = newGroup();
    assert.equal(group.pick(b), b);
    assert.equal(group.pick(b), b);
  });

  test("goes elsewhere when it is out", () => {
    const { group, a, b } = newGroup();
    b.failed(REFUSED, false);
    assert.equal(group.pick(b), a);
  });

  test("comes again later when it is full", () => {
    const { group, b } = newGroup();
    b.dispatch(OPTIONS, HANDLER);
    assert.equal(group.pick(b), undefined);
    assert.equal(group.obstacle, undefined);
  });
});

test("closing a group breaks off all that is under way", async () => {
  const { group, transports } = newGroup();
  await group.destroy();
  assert.ok(transports.every(({ isDestroyed }) => isDestroyed));
});
