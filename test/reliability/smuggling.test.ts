import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { startProxy } from "../proxy/fixture.ts";
import { answering } from "./support/answering.ts";
import { AFTER, HOSTILE_REQUESTS } from "./support/hostile-requests.ts";
import { lastWords, totalLength } from "./support/patience.ts";
import { readRequests } from "./support/strict-reader.ts";

for (const { name, bytes, seen } of HOSTILE_REQUESTS) {
  test(`B-18 one well-formed request or none: ${name}`, async (t) => {
    const upstream = await answering();
    const { client } = await startProxy(t, upstream);
    const connection = await client();
    connection.send(bytes + AFTER);
    const received = () => [connection, ...upstream.connections].map((one) => one.received);
    const answer = await lastWords(connection, () => totalLength(received()));
    const readings = upstream.connections.map(({ received }) => readRequests(received));
    assert.deepEqual(readings.map(({ fault }) => fault).filter(Boolean), []);
    for (const [i, { rest }] of readings.entries()) {
      if (rest !== "") await upstream.connections[i]?.end();
    }
    const targets = readings.flatMap(({ requests }) => requests.map(({ target }) => target));
    assert.deepEqual(targets.toSorted(), [...seen].toSorted());
    const answered = [...answer.matchAll(/HTTP\/1\.1 200 OK\r\n[\s\S]*?\r\n\r\n(\/[\w/.?%:=@-]*?)(?=HTTP\/1\.1|$)/g)];
    assert.deepEqual(
      answered.map(([, target]) => target),
      seen,
    );
  });
}

const LENIENT = "--insecure-http-parser";

test(`B-18 all of this in a process that runs with ${LENIENT}`, { skip: process.execArgv.includes(LENIENT) }, () => {
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const { status, stdout } = spawnSync(process.execPath, [LENIENT, fileURLToPath(import.meta.url)], {
    env,
    encoding: "utf8",
  });
  assert.equal(status, 0, stdout);
});
