import assert from "node:assert/strict";
import { test } from "node:test";
import { resolveLimits } from "../../src/limits.ts";
import { request, startProxy } from "../proxy/fixture.ts";
import { RawServer } from "../proxy/raw-connection.ts";
import { CLOSE, OK } from "./support/rows.ts";

const MORE = request("GET /more").repeat(20_000);

for (const [name, input] of Object.entries({
  "a request that cannot be read": `${request("GET /", "X : y")}${MORE}`,
  "a request of unclear length": `${request("POST /", "Transfer-Encoding: gzip, chunked")}${MORE}`,
  "a request without Host": `GET / HTTP/1.1\r\n\r\n${MORE}`,
})) {
  test(`A7-84 the last answer arrives whole, whatever is still on its way to us: ${name}`, async (t) => {
    const { client } = await startProxy(t, await RawServer.answering(OK));
    const connection = await client();
    const answer = await connection.send(input).until((received) => /\r\n\r\nThe [\w ]+\.\n$/.test(received));
    assert.match(answer, /^connection: close\r$/im);
    assert.equal(answer.match(/HTTP\/1\.1 /g)?.length, 1);
    await connection.end();
  });
}

test("A7-84 who asks for the end gets it after the answer", async (t) => {
  const { client } = await startProxy(t, await RawServer.answering(OK));
  const connection = await client();
  const answer = await connection.send(request("GET /", CLOSE)).end();
  assert.match(answer, /\nconnection: close\r\n/i);
  assert.ok(answer.endsWith("\r\n\r\nok"));
  assert.equal(connection.ended, "fin");
});

test("A7-84 an idle connection is closed in good order", async (t) => {
  const { client } = await startProxy(t, await RawServer.answering(OK), {
    limits: resolveLimits({ keepAliveTimeoutMs: 50 }),
  });
  const connection = await client();
  await connection.send(request("GET /")).includes("ok");
  await connection.end();
  assert.equal(connection.ended, "fin");
});

test("A7-87 a refusal reflects nothing of the request and says nothing of the upstream", async (t) => {
  const upstream = await RawServer.answering("HTTP/1.1 200 OK\r\nX: a\0b <secret>\r\n\r\n");
  const { ask } = await startProxy(t, upstream);
  const marker = "<script>marker</script>";
  for (const input of [
    request("GET /?<script>marker", CLOSE, "Cookie: marker"),
    request("GET /", `Host: ${marker}`),
    request("GET /", `X: ${marker}`, "Host: marker.example", CLOSE),
    request(`MARKER /${marker}`),
    request("GET /", `Expect: ${marker}`, CLOSE),
  ]) {
    const answer = await ask(input);
    assert.match(answer, /^HTTP\/1\.1 (?:4\d\d|50[0-9]) [\s\S]*x-content-type-options: nosniff\r\n/i);
    assert.doesNotMatch(answer, /marker|secret|127\.0\.0\.1|legacy|HPE_|UND_ERR|Error|\n {4}at /i);
  }
});
