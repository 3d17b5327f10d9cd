import assert from "node:assert/strict";
import { type IncomingMessage, type RequestOptions, request } from "node:http";
import { text } from "node:stream/consumers";
import test, { after, before } from "node:test";
import { gunzipSync } from "node:zlib";
import { WebSocket } from "ws";
import { createLibrary } from "../../src/demo/library/library.ts";
import { LEGACY } from "../../src/demo/names.ts";

const HOST = new URL(LEGACY).host;
const FORM = { Host: HOST, Origin: LEGACY, "Content-Type": "application/x-www-form-urlencoded" };

const library = createLibrary();
let origin = "";
before(async () => {
  origin = await library.listen();
});
after(() => library.close());

function send(path: string, options: RequestOptions = {}, body = ""): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request(origin + path, { headers: { Host: HOST }, agent: false, ...options }, resolve)
      .once("error", reject)
      .end(body);
  });
}

const answers = [
  { name: "its own page", path: "/", status: 200, fields: {} },
  { name: "an unknown page", path: "/nowhere", status: 404, fields: {} },
  { name: "a book that is not there", path: "/book?number=99", status: 404, fields: {} },
  {
    name: "a redirect names the origin",
    path: "/old-catalogue",
    status: 302,
    fields: { location: `${LEGACY}/catalogue` },
  },
  { name: "an account without a session", path: "/account", status: 303, fields: { location: `${LEGACY}/login` } },
  {
    name: "another name is sent to the right one",
    path: "/catalogue?a=b",
    options: { headers: { Host: "127.0.0.1" } },
    status: 301,
    fields: { location: `${LEGACY}/catalogue?a=b` },
  },
  {
    name: "a form of another origin is refused",
    path: "/guest-book",
    options: { method: "POST", headers: { ...FORM, Origin: "http://127.0.0.1" } },
    status: 403,
    fields: {},
  },
  { name: "HEAD has the fields of GET", path: "/feed.xml", options: { method: "HEAD" }, status: 200, fields: {} },
];

for (const { name, path, options, status, fields } of answers) {
  test(name, async () => {
    const response = await send(path, options);
    response.resume();
    assert.equal(response.statusCode, status);
    for (const [field, value] of Object.entries(fields)) assert.equal(response.headers[field], value);
  });
}

test("logs in, remembers the name, logs out", async () => {
  const login = await send("/login", { method: "POST", headers: FORM }, "name=Ada%20%3CL%3E");
  const cookie = login.headers["set-cookie"]![0]!;
  assert.match(cookie, /^session=[\w-]+; Domain=legacy\.internal; Path=\//);
  const headers = { Host: HOST, Cookie: `seen=login; ${cookie.split(";")[0]}` };
  assert.match(await text(await send("/account", { headers })), /Ada &lt;L&gt;/);
  await send("/logout", { method: "POST", headers: { ...FORM, ...headers } });
  assert.equal((await send("/account", { headers })).statusCode, 303);
});

test("a guest book entry is read as text", async () => {
  await send("/guest-book", { method: "POST", headers: FORM }, "name=A&message=%3Cscript%3E");
  assert.match(await text(await send("/guest-book")), /<strong>A<\/strong><p>&lt;script&gt;<\/p>/);
});

test("the report is compressed", async () => {
  const response = await send("/report");
  assert.equal(response.headers["content-encoding"], "gzip");
  assert.match(gunzipSync(Buffer.concat(await response.toArray())).toString(), /Loans of twenty years/);
});

test("an arrival comes at once", async () => {
  const response = await send("/arrivals");
  const [first] = await response.take(1).toArray();
  assert.match(String(first), /^event: arrival\ndata: \{"title":".+","url":"http:\/\/legacy\.internal:8080\/book/);
  response.destroy();
});

const messages = [
  { name: "a short text", message: "Ahoy" },
  { name: "an empty text", message: "" },
  { name: "a text of 126 bytes", message: "x".repeat(126) },
  { name: "the longest text", message: "x".repeat(0xffff) },
];

for (const { name, message } of messages) {
  test(`the echo answers ${name}`, async () => {
    const socket = new WebSocket(`${origin.replace("http", "ws")}/echo`, { origin: LEGACY });
    await new Promise((resolve) => socket.once("open", resolve));
    socket.send(message);
    const answer = await new Promise((resolve) => socket.once("message", resolve));
    assert.equal(String(answer), message);
    socket.close(1000);
    assert.equal(await new Promise((resolve) => socket.once("close", resolve)), 1000);
  });
}

test("the echo refuses another origin", async () => {
  const socket = new WebSocket(`${origin.replace("http", "ws")}/echo`, { origin: "http://127.0.0.1" });
  const error = await new Promise<Error>((resolve) => socket.once("error", resolve));
  assert.match(error.message, /403/);
});

test("the echo closes on a frame of more than 64 KiB", async () => {
  const socket = new WebSocket(`${origin.replace("http", "ws")}/echo`, { origin: LEGACY });
  await new Promise((resolve) => socket.once("open", resolve));
  socket.send("x".repeat(0x10000));
  assert.equal(await new Promise((resolve) => socket.once("close", resolve)), 1006);
});

test("closing ends what is open", async () => {
  const closing = createLibrary();
  const upstream = await closing.listen();
  const socket = new WebSocket(`${upstream.replace("http", "ws")}/echo`, { origin: LEGACY });
  await new Promise((resolve) => socket.once("open", resolve));
  const closed = new Promise((resolve) => socket.once("close", resolve));
  await closing.close();
  assert.equal(await closed, 1006);
});
