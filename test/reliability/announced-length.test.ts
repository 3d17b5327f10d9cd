import assert from "node:assert/strict";
import { test } from "node:test";
import { request, startProxy } from "../proxy/fixture.ts";
import { RawServer } from "../proxy/raw-connection.ts";

const ANNOUNCED_BYTES = 4 * 2 ** 30;
const AT_ONCE = 20;
const MOST_BYTES = 64 * 2 ** 20;

/** How much is reserved, touched or not. */
function reservedBytes(): number {
  const { heapTotal, external } = process.memoryUsage();
  return heapTotal + external;
}

const PAGE = '<a href="http://legacy.internal:8080/x">x</a>';
const TYPES = {
  "a page": "Content-Type: text/html",
  "a coded page": "Content-Type: text/html\r\nContent-Encoding: gzip",
  "an image": "Content-Type: image/png",
};

for (const [name, fields] of Object.entries(TYPES)) {
  test(`B-47 nothing is reserved for the 4 GiB that ${name} announces`, async (t) => {
    const head = `HTTP/1.1 200 OK\r\n${fields}\r\nContent-Length: ${ANNOUNCED_BYTES}\r\n\r\n`;
    const { client } = await startProxy(t, await RawServer.answering(head + PAGE));
    const before = reservedBytes();
    for (let i = 0; i < AT_ONCE; i++) await (await client()).send(request("GET /")).includes("HTTP/1.1 200");
    assert.ok(reservedBytes() - before < MOST_BYTES, `${reservedBytes() - before} bytes`);
  });
}

for (const type of ["application/x-www-form-urlencoded", "application/octet-stream"]) {
  test(`B-47 nothing is reserved for the 4 GiB of ${type} that a client announces`, async (t) => {
    const upstream = await RawServer.listen();
    const { client } = await startProxy(t, upstream, { rewrite: { forms: true } });
    const before = reservedBytes();
    const fields = [`Content-Type: ${type}`, `Content-Length: ${ANNOUNCED_BYTES}`];
    for (let i = 0; i < AT_ONCE; i++) {
      (await client()).send(`${request("POST /", ...fields)}a=b`);
      await (await upstream.next()).includes("POST");
    }
    assert.ok(reservedBytes() - before < MOST_BYTES, `${reservedBytes() - before} bytes`);
  });
}
