import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { DEFAULT_LIMITS } from "../../src/limits.ts";
import { Server } from "../../src/upstream/server.ts";
import { StickyCookie } from "../../src/upstream/sticky-cookie.ts";
import { FakeTransport } from "./fake-transport.ts";

const SERVERS = ["http://10.0.0.1", "http://10.0.0.2"].map(
  (url) => new Server(url, new FakeTransport(), DEFAULT_LIMITS),
);
const [A, B] = SERVERS as [Server, Server];
const ROOT = { scheme: "http", host: "www.example.com", port: 80, path: "" } as const;

function cookieOf(sticky: StickyCookie, server: Server): string {
  return /=([^;]*)/.exec(sticky.fieldFor(server, ROOT))?.[1] as string;
}

const STICKY = new StickyCookie({ cookie: "at" }, SERVERS, "http://legacy.internal/");
const OWN = `at=${cookieOf(STICKY, A)}`;
const OTHER = `at=${cookieOf(STICKY, B)}`;

const cases: { name: string; fields: string[]; left: string[]; bound?: Server }[] = [
  { name: "no cookie", fields: ["Host", "x"], left: ["Host", "x"] },
  { name: "its own alone", fields: ["Cookie", OWN], left: [], bound: A },
  { name: "its own first", fields: ["Cookie", `${OWN}; a=1`], left: ["Cookie", "a=1"], bound: A },
  { name: "its own last", fields: ["cookie", `a=1; ${OWN}`], left: ["cookie", "a=1"], bound: A },
  { name: "its own among others", fields: ["Cookie", `a=1; ${OWN};b=2`], left: ["Cookie", "a=1;b=2"], bound: A },
  { name: "its own twice: the first counts", fields: ["Cookie", `${OWN}; ${OTHER}`], left: [], bound: A },
  { name: "in a line of its own", fields: ["Cookie", "a=1", "Cookie", OWN], left: ["Cookie", "a=1"], bound: A },
  { name: "of nobody", fields: ["Cookie", "at=x; a=1"], left: ["Cookie", "a=1"] },
  { name: "of nobody before its own", fields: ["Cookie", `at=x; ${OWN}`], left: [], bound: A },
  { name: "names that look alike", fields: ["Cookie", "bat=1; at2=2; AT=3"], left: ["Cookie", "bat=1; at2=2; AT=3"] },
  { name: "in a value", fields: ["Cookie", `a=${OWN}`], left: ["Cookie", `a=${OWN}`] },
  { name: "another field", fields: ["X-Cookie", OWN], left: ["X-Cookie", OWN] },
  { name: "nonsense stays as it is", fields: ["Cookie", "; =at; a = b;;"], left: ["Cookie", "; =at; a = b;;"] },
];

describe("a sticky cookie is taken out of a request", () => {
  for (const { name, fields, left, bound } of cases) {
    test(name, () => assert.deepEqual(STICKY.take(fields), { bound, fields: left }));
  }
});

describe("a sticky cookie", () => {
  test("says nothing of the server's address", () => {
    for (const server of SERVERS) assert.match(cookieOf(STICKY, server), /^[\w-]{16}$/);
    assert.notEqual(cookieOf(STICKY, A), cookieOf(STICKY, B));
  });

  test("is the same with the same secret, in whatever order the servers are", () => {
    const again = new StickyCookie({ cookie: "at" }, [B, A], "http://legacy.internal/");
    assert.equal(cookieOf(again, A), cookieOf(STICKY, A));
  });

  test("is another with another secret", () => {
    const other = new StickyCookie({ cookie: "at", secret: "x" }, SERVERS, "http://legacy.internal/");
    assert.notEqual(cookieOf(other, A), cookieOf(STICKY, A));
  });
});
