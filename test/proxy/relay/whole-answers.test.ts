import assert from "node:assert/strict";
import { test } from "node:test";
import { contentOf } from "../../reliability/support/content.ts";
import { request, startProxy } from "../fixture.ts";
import { RawServer } from "../raw-connection.ts";

const PAGE = '<a href="http://legacy.internal:8080/x">x</a>';
const MOVED = '<a href="http://www.example.com/x">x</a>';
const CHUNKED = "Transfer-Encoding: chunked\r\n\r\n";
const HTML = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";

/** `length`: the Content-Length that the client is told; undefined for none. */
const answers = [
  {
    name: "a page",
    answer: `${HTML}Content-Length: ${PAGE.length}\r\n\r\n${PAGE}`,
    content: MOVED,
    length: MOVED.length,
  },
  {
    name: "a page in chunks",
    answer: `${HTML}${CHUNKED}5\r\n${PAGE.slice(0, 5)}\r\n${(PAGE.length - 5).toString(16)}\r\n${PAGE.slice(5)}\r\n0\r\n\r\n`,
    content: MOVED,
    length: MOVED.length,
  },
  { name: "a page without content", answer: `${HTML}${CHUNKED}0\r\n\r\n`, content: "", length: 0 },
  {
    name: "what is not rewritten",
    answer: `HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n${CHUNKED}3\r\nabc\r\n0\r\n\r\n`,
    content: "abc",
    length: 3,
  },
  {
    name: "a page with trailers",
    answer: `${HTML}${CHUNKED}${PAGE.length.toString(16)}\r\n${PAGE}\r\n0\r\nX-Sum: 1\r\n\r\n`,
    fields: ["TE: trailers"],
    content: MOVED,
    length: undefined,
  },
  { name: "no content", answer: "HTTP/1.1 204 No Content\r\n\r\n", content: "", length: undefined },
  { name: "not modified", answer: "HTTP/1.1 304 Not Modified\r\n\r\n", content: "", length: undefined },
  {
    name: "the head of a page",
    method: "HEAD",
    answer: `${HTML}Content-Length: ${PAGE.length}\r\n\r\n`,
    content: "",
    length: undefined,
  },
];

for (const { name, method = "GET", fields = [], answer, content, length } of answers) {
  test(`an answer that is there at once tells its length: ${name}`, async (t) => {
    const { ask } = await startProxy(t, await RawServer.answering(answer));
    const received = await ask(request(`${method} /`, "Connection: close", ...fields));
    assert.equal(/^content-length: (\d+)\r$/im.exec(received)?.[1], length?.toString(), received);
    assert.equal(contentOf(received), content);
  });
}

test("a client of HTTP/1.0 keeps its connection after a page that is there at once", async (t) => {
  const upstream = await RawServer.answering(`${HTML}Content-Length: ${PAGE.length}\r\n\r\n${PAGE}`);
  const { client } = await startProxy(t, upstream);
  const connection = await client();
  const asked = "GET / HTTP/1.0\r\nHost: www.example.com\r\nConnection: keep-alive\r\n\r\n";
  await connection.send(asked).includes(MOVED);
  await connection.send(asked).until((received) => received.split(MOVED).length === 3, "the page once more");
});

test("what is there of a page does not wait for its rest", async (t) => {
  const upstream = await RawServer.listen();
  const { client } = await startProxy(t, upstream);
  const connection = (await client()).send(request("GET /"));
  const application = await upstream.next();
  await application.head();
  application.send(`${HTML}Content-Length: ${2 * PAGE.length}\r\n\r\n`);
  await connection.includes("\r\n\r\n");
  application.send(PAGE);
  await connection.includes(MOVED);
  application.send(PAGE);
  const received = await connection.includes("\r\n0\r\n\r\n");
  assert.equal(contentOf(received), MOVED + MOVED);
});
