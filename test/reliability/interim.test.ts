import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { resolveLimits } from "../../src/limits.ts";
import { request, startProxy } from "../proxy/fixture.ts";
import { RawServer } from "../proxy/raw-connection.ts";
import { CLOSE, OK, testAnswered, testArriving, testRefused } from "./support/rows.ts";

const GET = request("GET /", CLOSE);
const GET_1_0 = "GET / HTTP/1.0\r\nHost: www.example.com\r\n\r\n";
const CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";
const HINT = "HTTP/1.1 103 Early Hints\r\nLink: <http://legacy.internal:8080/a.css>; rel=preload\r\n\r\n";
const MAPPED = "HTTP/1\\.1 103 Early Hints\\r\\nLink: <http://www\\.example\\.com/a\\.css>; rel=preload\\r\\n\\r\\n";
const TOO_MANY = /HTTP\/1\.1 502 Bad Gateway\r\n[\s\S]*\r\n\r\nThe application['\w ]+\.\n$/;

testRefused([
  {
    item: "A5-59",
    name: "an expectation that nobody knows",
    input: request("GET /", "Expect: 200-ok"),
    refusal: "unknown-expectation",
  },
  {
    item: "A5-59",
    name: "an expectation beside 100-continue",
    input: request("GET /", "Expect: 100-continue, 200-ok"),
    refusal: "unknown-expectation",
  },
]);

testArriving([
  {
    item: "A5-59",
    name: "the expectation is ours to meet",
    input: `${request("POST /", "Content-Length: 5", "Expect: 100-continue")}hello`,
    expected: /^(?![\s\S]*expect)[\s\S]*hello$/i,
  },
  {
    item: "A5-59",
    name: "an expectation of HTTP/1.0 means nothing",
    input: `POST / HTTP/1.0\r\nHost: www.example.com\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\nhello`,
    expected: /^(?![\s\S]*expect)[\s\S]*hello$/i,
  },
]);

testAnswered([
  {
    item: "A5-60",
    name: "102 and 103 pass, mapped",
    input: GET,
    said: `HTTP/1.1 102 Processing\r\n\r\n${HINT}${HINT}${OK}`,
    expected: new RegExp(
      `^HTTP/1\\.1 102 Processing\\r\\n\\r\\n(${MAPPED}){2}HTTP/1\\.1 200 OK\\r\\n[\\s\\S]*\\r\\n\\r\\nok$`,
    ),
  },
  { item: "A5-60", name: "103 is not for HTTP/1.0", input: GET_1_0, said: HINT + OK, expected: /^HTTP\/1\.1 200 / },
  { item: "A5-60", name: "2,000 of 103", input: GET, said: HINT.repeat(2000), expected: TOO_MANY },
  { item: "A5-60", name: "33 of 103", input: GET, said: HINT.repeat(33) + OK, expected: TOO_MANY },
  {
    item: "A5-60",
    name: "32 of 103",
    input: GET,
    said: HINT.repeat(32) + OK,
    expected: new RegExp(`^(${MAPPED}){32}HTTP/1\\.1 200 OK\\r\\n`),
  },
  {
    item: "A5-61",
    name: "a 100 that nobody asked for",
    input: GET,
    said: CONTINUE + OK,
    expected: /^HTTP\/1\.1 200 OK/,
  },
  {
    item: "A5-61",
    name: "a 100 with fields, of HTTP/1.0, without a reason",
    input: GET,
    said: `HTTP/1.0 100\r\nServer: old\r\n\r\n${OK}`,
    expected: /^HTTP\/1\.1 200 OK/,
  },
  {
    item: "A5-61",
    name: "a 100 behind a 103",
    input: GET,
    said: HINT + CONTINUE + OK,
    expected: new RegExp(`^${MAPPED}HTTP/1\\.1 200 OK\\r\\n`),
  },
  {
    item: "A5-61",
    name: "a 100 that nobody asked for, to HTTP/1.0",
    input: GET_1_0,
    said: CONTINUE + OK,
    expected: /^HTTP\/1\.1 200 OK/,
  },
  { item: "A5-61", name: "100 without end", input: GET, said: CONTINUE.repeat(2000), expected: TOO_MANY },
  {
    item: "A5-64",
    name: "a 101 that nobody asked for",
    input: GET,
    said: "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n",
    expected: TOO_MANY,
  },
  {
    item: "A5-64",
    name: "a 101 without Upgrade",
    input: GET,
    said: "HTTP/1.1 101 Switching Protocols\r\n\r\n",
    expected: TOO_MANY,
  },
]);

test("A5-59 100 Continue is sent once the upstream is there, and not before", async (t) => {
  const upstream = await RawServer.listen();
  const { client } = await startProxy(t, upstream);
  const connection = await client();
  connection.send(request("POST /", "Content-Length: 5", "Expect: 100-continue"));
  assert.equal(await connection.head(), CONTINUE);
  assert.equal(upstream.connections.length, 1);
  connection.send("hello");
  await (await upstream.next()).includes("hello");
});

test("A5-60 a 103 of a response that waits for its turn is not sent", async (t) => {
  const upstream = await RawServer.listen();
  const { client } = await startProxy(t, upstream);
  const connection = await client();
  connection.send(request("GET /1") + request("GET /2", CLOSE));
  const [first, second] = [await upstream.next(), await upstream.next()];
  await second.head();
  second.send(`${HINT}HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\ntwo`);
  await first.head();
  await delay(30);
  first.send("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\none");
  assert.match(await connection.end(), /\r\n\r\noneHTTP\/1\.1 200 OK\r\n(?:[^\r]+\r\n)+\r\ntwo$/);
});

test("A5-59 100 Continue waits for its turn", async (t) => {
  const upstream = await RawServer.listen();
  const { client } = await startProxy(t, upstream);
  const connection = await client();
  connection.send(request("GET /1") + request("POST /2", "Content-Length: 5", "Expect: 100-continue", CLOSE));
  const [first, second] = [await upstream.next(), await upstream.next()];
  await first.head();
  await delay(30);
  assert.equal(connection.received, "");
  first.send("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\none");
  assert.match(await connection.includes(CONTINUE), /\r\n\r\noneHTTP\/1\.1 100 Continue\r\n\r\n$/);
  connection.send("hello");
  await second.includes("hello");
  second.send("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\ntwo");
  assert.match(await connection.end(), /100 Continue\r\n\r\nHTTP\/1\.1 200 OK\r\n(?:[^\r]+\r\n)+\r\ntwo$/);
});

test("A5-59 who waits for 100 Continue gets the refusal instead; whether content comes is not known, so nothing follows", async (t) => {
  const { ask } = await startProxy(t, await RawServer.listen());
  const refused = request("POST /", "Host: evil.example", "Content-Length: 5", "Expect: 100-continue");
  const answer = await ask(`${refused}${request("OPTIONS *")}`);
  assert.match(answer, /^HTTP\/1\.1 421 [\s\S]*connection: close\r\n/i);
  assert.equal(answer.match(/HTTP\/1\.1 /g)?.length, 1);
});

test("A5-59 what follows a refusal in place of 100 Continue does not reach an idle connection of the application either", async (t) => {
  const upstream = await RawServer.answering(OK);
  const { ask, client } = await startProxy(t, upstream);
  await (await client()).send(request("GET /before")).includes("ok");
  const answer = await ask(
    `${request("POST /", "Content-Length: 2", "Expect: 100-continue, 200-ok")}ok${request("GET /after")}`,
  );
  assert.match(answer, /^HTTP\/1\.1 417 [\s\S]*connection: close\r\n/i);
  await (await client()).send(request("GET /last")).includes("ok");
  const targets = upstream.connections.flatMap(({ received }) => [...received.matchAll(/^GET (\S+)/gm)]);
  assert.deepEqual(
    targets.map(([, target]) => target),
    ["/before", "/last"],
  );
});

test("A5-59 who waits for 100 Continue of an upstream that is not there gets 502 instead", async (t) => {
  const upstream = await RawServer.listen();
  const { client } = await startProxy(t, upstream);
  await upstream.close();
  const connection = await client();
  connection.send(request("POST /", "Content-Length: 5", "Expect: 100-continue"));
  assert.match(await connection.includes("\r\n\r\nThe application"), /^HTTP\/1\.1 502 /);
});

for (const status of ["401 Unauthorized", "413 Content Too Large"]) {
  test(`B-17 ${status} instead of reading the content: both connections stay in step (CVE-2024-24791)`, async (t) => {
    const upstream = await RawServer.listen(async (connection) => {
      const head = await connection.head().catch(() => "");
      connection.send(head.startsWith("GET") ? OK : `HTTP/1.1 ${status}\r\nContent-Length: 2\r\n\r\nno`);
    });
    const { client } = await startProxy(t, upstream);
    const connection = await client();
    connection.send(request("POST /", "Content-Length: 5", "Expect: 100-continue"));
    await connection.head();
    connection.send("h");
    await connection.includes("\r\n\r\nno");
    connection.send(`ello${request("GET /next")}`);
    await connection.includes("\r\n\r\nok");
    const received = upstream.connections.map((each) => each.received.replace(/\r\n[\s\S]*/, ""));
    assert.deepEqual(received, ["POST / HTTP/1.1", "GET /next HTTP/1.1"]);
  });
}

test("an answer that is refused for its interim responses is not recorded as the client's fault", async (t) => {
  const early = "HTTP/1.1 103 Early Hints\r\n\r\n".repeat(3);
  const upstream = await RawServer.answering(`${early}HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na`);
  const { ask, record } = await startProxy(t, upstream, { limits: resolveLimits({ interimResponses: 2 }) });
  await ask(request("GET /", "Connection: close"));
  const { status, refusal, error } = await record;
  assert.deepEqual({ status, refusal, error }, { status: 502, refusal: "upstream-response", error: undefined });
});
