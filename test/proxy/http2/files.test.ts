import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { RawServer } from "../raw-connection.ts";
import { startHttp2 } from "./fixture.ts";

let root = "";

before(async () => {
  root = await mkdtemp(join(tmpdir(), "reorigin-"));
  await writeFile(join(root, "a.txt"), "0123456789");
});
after(() => rm(root, { recursive: true }));

const cases = [
  { name: "a file", headers: {}, expected: { status: 200, body: "0123456789" }, length: "10" },
  { name: "HEAD", headers: { ":method": "HEAD" }, expected: { status: 200, body: "" }, length: "10" },
  { name: "a range", headers: { range: "bytes=2-4" }, expected: { status: 206, body: "234" }, length: "3" },
  { name: "no such file", headers: { ":path": "/none" }, expected: { status: 404 }, length: "23" },
  {
    name: "what has not changed",
    headers: { "if-modified-since": "Fri, 31 Dec 2100 00:00:00 GMT" },
    expected: { status: 304, body: "" },
    length: undefined,
  },
  { name: "a method that changes", headers: { ":method": "PUT" }, expected: { status: 405 }, length: undefined },
] as const;

for (const { name, headers, expected, length } of cases) {
  test(`h2, files: ${name}`, async (t) => {
    const routes = [{ public: "https://www.example.com/", root }];
    const { get } = await startHttp2(t, await RawServer.listen(), { routes });
    const answer = await get({ ":path": "/a.txt", ...headers });
    assert.partialDeepStrictEqual(answer, { ...expected, errorCode: 0 });
    if (length !== undefined) assert.equal(answer.headers["content-length"], length);
  });
}
