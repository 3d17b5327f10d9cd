import assert from "node:assert/strict";
import { describe, type TestContext, test } from "node:test";
import type { RouteInput } from "../../../src/config/config.ts";
import { resolveLimits } from "../../../src/limits.ts";
import { type Fixture, INTERNAL, request, startProxy } from "../fixture.ts";
import { RawServer } from "../raw-connection.ts";

const CLOSE = "Connection: close";

/** An application that says who it is, what it was asked, and fails when it is told to. */
interface Application {
  readonly server: RawServer;
  readonly requests: string[];
  answer: string | "reset";
}

async function startApplication(name: string): Promise<Application> {
  const requests: string[] = [];
  const application: Application = {
    requests,
    answer: `HTTP/1.1 200 OK\r\nContent-Length: ${name.length}\r\n\r\n${name}`,
    server: await RawServer.listen(async (connection) => {
      for (let count = 1; connection.ended === "no"; count++) {
        await connection.head(count).catch(() => {});
        if (connection.ended !== "no") return;
        requests.push(connection.received.split("\r\n\r\n")[count - 1] as string);
        if (application.answer === "reset") connection.reset();
        else connection.send(application.answer);
      }
    }),
  };
  return application;
}

const ILL = "HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n";

interface Group extends Fixture {
  readonly a: Application;
  readonly b: Application;
  readonly c: Application;
  get(...fields: string[]): Promise<string>;
}

/** A proxy before three applications. */
async function startGroup(
  t: TestContext,
  route: Partial<RouteInput> = {},
  limits: Parameters<typeof resolveLimits>[0] = {},
): Promise<Group> {
  const [a, b, c] = [await startApplication("a"), await startApplication("b"), await startApplication("c")];
  const upstream = [a, b, c].map(({ server }) => server.origin);
  t.after(() => Promise.all([b.server.close(), c.server.close()]));
  const fixture = await startProxy(t, a.server, {
    routes: [{ public: "http://www.example.com/", internal: INTERNAL, upstream, ...route }],
    limits: resolveLimits(limits),
  });
  return { ...fixture, a, b, c, get: (...fields) => fixture.ask(request("GET /", CLOSE, ...fields)) };
}

function bodyOf(answer: string): string {
  return answer.slice(answer.indexOf("\r\n\r\n") + 4);
}

/** As many requests, one after the other; their statuses. */
async function statuses({ get }: Group, count: number): Promise<number[]> {
  const found: number[] = [];
  for (let i = 0; i < count; i++) found.push(Number((await get()).slice(9, 12)));
  return found;
}

/** Asks until an application has had one more request. */
async function untilAsked({ get }: Group, { requests }: Application): Promise<void> {
  const before = requests.length;
  for (let i = 0; i < 500 && requests.length === before; i++) {
    await get();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  assert.ok(requests.length > before, "never asked again");
}

describe("several upstreams", () => {
  test("take requests in turn, and the log says which one", async (t) => {
    const group = await startGroup(t);
    const bodies = [bodyOf(await group.get()), bodyOf(await group.get()), bodyOf(await group.get())];
    assert.deepEqual(bodies, ["a", "b", "c"]);
    assert.equal((await group.record).upstream, group.a.server.origin);
  });

  test("least-connections: a slow one gets fewer", async (t) => {
    const group = await startGroup(t, { balance: "least-connections" });
    group.a.answer = "";
    const connection = await group.client();
    connection.send(request("GET /slow"));
    await (await group.a.server.next()).head();
    for (let i = 0; i < 6; i++) assert.match(bodyOf(await group.get()), /[bc]/);
    assert.equal(group.a.requests.length, 1);
  });

  test("each has its own queue; when all are full: 503 and when to come again", async (t) => {
    const group = await startGroup(t, {}, { upstreamConnections: 1, upstreamQueue: 0 });
    for (const application of [group.a, group.b, group.c]) {
      application.answer = "";
      (await group.client()).send(request("GET /"));
    }
    for (const { server } of [group.a, group.b, group.c]) await (await server.next()).head();
    assert.match(await group.get(), /^HTTP\/1\.1 503 [\s\S]*retry-after: 1\r\n[\s\S]*Too many requests are waiting/i);
  });
});

describe("one of three fails", () => {
  const failures: Record<string, (application: Application) => Promise<void> | void> = {
    "answers 500": (application) => {
      application.answer = ILL;
    },
    "breaks every connection": (application) => {
      application.answer = "reset";
    },
    "cannot be reached": (application) => application.server.close(),
    "answers nonsense": (application) => {
      application.answer = "nonsense\r\n\r\n";
    },
  };
  for (const [name, fail] of Object.entries(failures)) {
    test(`${name}: it is found out, and after that nobody sees it`, async (t) => {
      const group = await startGroup(t);
      await fail(group.b);
      await statuses(group, 20);
      const asked = group.b.requests.length;
      assert.deepEqual(new Set(await statuses(group, 100)), new Set([200]));
      assert.equal(group.b.requests.length, asked, "asked no more");
    });
  }

  test("F4 breaks every connection: nobody who only reads ever sees it", async (t) => {
    const group = await startGroup(t);
    group.b.answer = "reset";
    assert.deepEqual(new Set(await statuses(group, 30)), new Set([200]));
  });

  test("F4 it is well again: one request finds that out", async (t) => {
    const group = await startGroup(t, { ejection: { durationMs: 100 } });
    const well = group.b.answer;
    group.b.answer = ILL;
    await statuses(group, 20);
    group.b.answer = well;
    await untilAsked(group, group.b);
    const before = group.b.requests.length;
    await statuses(group, 9);
    assert.equal(group.b.requests.length, before + 3);
  });

  test("it stays ill: one request in a while finds that out", async (t) => {
    const group = await startGroup(t, { ejection: { durationMs: 100 } });
    group.b.answer = ILL;
    await statuses(group, 20);
    await untilAsked(group, group.b);
    const before = group.b.requests.length;
    assert.deepEqual(new Set(await statuses(group, 3)), new Set([200]));
    assert.equal(group.b.requests.length, before);
  });

  test("ejection off: it is asked again and again", async (t) => {
    const group = await startGroup(t, { ejection: "off" });
    group.b.answer = ILL;
    await statuses(group, 30);
    assert.equal(group.b.requests.length, 10);
  });
});

describe("all fail", () => {
  test("what they answer: at most half are out, the others are asked", async (t) => {
    const group = await startGroup(t);
    for (const application of [group.a, group.b, group.c]) application.answer = ILL;
    await statuses(group, 30);
    const counts = () => [group.a, group.b, group.c].map(({ requests }) => requests.length);
    const before = counts();
    assert.deepEqual(new Set(await statuses(group, 10)), new Set([500]));
    const asked = counts().filter((count, i) => count > (before[i] as number));
    assert.equal(asked.length, 2);
  });

  test("F4 they cannot be reached: 503 at once, and they are asked once in a second", async (t) => {
    const group = await startGroup(t, { ejection: { failures: 1 } });
    await Promise.all([group.b.server.close(), group.c.server.close(), group.a.server.close()]);
    // Each tries a second server that is in.
    assert.deepEqual(await statuses(group, 2), [502, 502]);
    let answer = "";
    // On a machine that stands still for a second, one is due again.
    for (let i = 0; i < 20 && !answer.includes(" 503 "); i++) answer = await group.get();
    assert.match(answer, /^HTTP\/1\.1 503 [\s\S]*retry-after: 1\r\n[\s\S]*The application is not available\.\n$/i);
  });
});

describe("what is sent again, once and elsewhere", () => {
  const cases: { name: string; line: string; fields?: string[]; content?: string; isAgain: boolean }[] = [
    { name: "GET", line: "GET /x", isAgain: true },
    { name: "HEAD", line: "HEAD /x", isAgain: true },
    { name: "PROPFIND without content", line: "PROPFIND /x", isAgain: true },
    { name: "GET with content", line: "GET /x", fields: ["Content-Length: 2"], content: "ab", isAgain: false },
    { name: "POST", line: "POST /x", fields: ["Content-Length: 2"], content: "ab", isAgain: false },
    { name: "POST without content", line: "POST /x", fields: ["Content-Length: 0"], isAgain: false },
    { name: "DELETE", line: "DELETE /x", isAgain: false },
    {
      name: "an upgrade",
      line: "GET /x",
      fields: ["Connection: upgrade", "Upgrade: websocket"],
      isAgain: false,
    },
  ];
  for (const { name, line, fields = [], content = "", isAgain } of cases) {
    test(`after a connection that broke without an answer: ${name}: ${isAgain ? "yes" : "no"}`, async (t) => {
      const group = await startGroup(t);
      const close = fields.some((field) => field.startsWith("Connection")) ? [] : [CLOSE];
      group.a.answer = "reset";
      const answer = await group.ask(request(line, ...close, ...fields) + content);
      assert.match(answer, isAgain ? /^HTTP\/1\.1 200 / : /^HTTP\/1\.1 502 /);
      const counts = [group.a, group.b, group.c].map(({ requests }) => requests.length);
      assert.deepEqual([counts[0], (counts[1] as number) + (counts[2] as number)], [1, isAgain ? 1 : 0]);
    });
  }

  for (const { name, line, fields = [], content = "" } of cases.slice(0, -1)) {
    test(`after a connection that could not be made, when nothing was sent: ${name}: yes`, async (t) => {
      const group = await startGroup(t);
      await group.a.server.close();
      const answer = await group.ask(request(line, CLOSE, ...fields) + content);
      assert.match(answer, /^HTTP\/1\.1 200 /);
      const seen = [...group.b.server.connections, ...group.c.server.connections].map(({ received }) => received);
      assert.equal(seen.length, 1);
      assert.ok((seen[0] as string).endsWith(`\r\n\r\n${content}`), seen[0]);
    });
  }

  test("not what has begun to be answered", async (t) => {
    const group = await startGroup(t);
    group.a.answer = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello";
    const asked = group.get();
    const connection = await group.a.server.next();
    await connection.head();
    setTimeout(() => connection.reset(), 20);
    assert.match(await asked, /^HTTP\/1\.1 200 [\s\S]*hello$/);
    assert.equal(group.b.requests.length + group.c.requests.length, 0);
  });

  test("not more than once", async (t) => {
    const group = await startGroup(t, { ejection: "off" });
    for (const application of [group.a, group.b, group.c]) application.answer = "reset";
    assert.match(await group.get(), /^HTTP\/1\.1 502 /);
    assert.equal(group.a.requests.length + group.b.requests.length + group.c.requests.length, 2);
  });

  test("not more than so many of a hundred", async (t) => {
    const group = await startGroup(t, { ejection: "off" }, { retryPercent: 0 });
    group.a.answer = "reset";
    assert.deepEqual(await statuses(group, 6), [502, 200, 200, 502, 200, 200]);
  });
});

describe("a sticky cookie", () => {
  const cookieOf = (answer: string) => /^set-cookie: (server=[^;]*)/im.exec(answer)?.[1] ?? "";

  test("keeps a client at one server, and the application never sees it", async (t) => {
    const group = await startGroup(t, { sticky: "server" });
    const first = await group.get();
    assert.match(first, /^set-cookie: server=[\w-]{16}; Path=\/; HttpOnly; SameSite=Lax\r$/im);
    for (let i = 0; i < 3; i++) {
      const next = await group.get(`Cookie: a=1; ${cookieOf(first)}; b=2`);
      assert.equal(bodyOf(next), bodyOf(first));
      assert.doesNotMatch(next, /set-cookie/i);
    }
    assert.equal(group.a.requests.length, 4);
    assert.match(group.a.requests[3] as string, /^cookie: a=1; b=2$/im);
    assert.doesNotMatch(group.a.requests.join(), /server=/);
  });

  test("is for the mount, and for https where the client sees that", async (t) => {
    const group = await startGroup(t, { sticky: "server", public: "https://www.example.com/app/" });
    const answer = await group.ask(request("GET /app/", CLOSE));
    assert.match(answer, /^set-cookie: server=[\w-]{16}; Path=\/app; HttpOnly; SameSite=Lax; Secure\r$/im);
  });

  test("of nobody is answered with another", async (t) => {
    const group = await startGroup(t, { sticky: "server" });
    const answer = await group.get("Cookie: server=unknown");
    assert.match(answer, /^set-cookie: server=/im);
    assert.doesNotMatch(group.a.requests[0] as string, /^cookie:/im);
  });

  test("of a server that is out is answered with another's", async (t) => {
    const group = await startGroup(t, { sticky: "server", ejection: { failures: 1 } });
    const first = cookieOf(await group.get());
    group.a.answer = ILL;
    await group.get(`Cookie: ${first}`);
    const moved = await group.get(`Cookie: ${first}`);
    assert.match(bodyOf(moved), /[bc]/);
    assert.notEqual(cookieOf(moved), first);
    assert.equal(bodyOf(await group.get(`Cookie: ${cookieOf(moved)}`)), bodyOf(moved));
  });

  test("says the same after a restart, and in another process", async (t) => {
    const group = await startGroup(t, { sticky: "server" });
    const cookies = [cookieOf(await group.get()), cookieOf(await group.get()), cookieOf(await group.get())];
    const upstream = [group.c, group.b, group.a].map(({ server }) => server.origin);
    const other = await startProxy(t, await RawServer.listen(), {
      routes: [{ public: "http://www.example.com/", internal: INTERNAL, upstream, sticky: "server" }],
    });
    const bodies: string[] = [];
    for (const cookie of cookies) bodies.push(bodyOf(await other.ask(request("GET /", CLOSE, `Cookie: ${cookie}`))));
    assert.deepEqual(bodies, ["a", "b", "c"]);
  });

  test("comes with an upgrade, too", async (t) => {
    const group = await startGroup(t, { sticky: "server" });
    group.a.answer = "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n";
    const connection = await group.client();
    connection.send(request("GET /", "Connection: upgrade", "Upgrade: websocket"));
    assert.match(await connection.head(), /^set-cookie: server=/im);
  });
});
