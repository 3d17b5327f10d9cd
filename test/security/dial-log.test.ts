import assert from "node:assert/strict";
import { once } from "node:events";
import { connect, createServer } from "node:net";
import { test } from "node:test";
import { Agent, request } from "undici";
import { logDialling } from "./support/dial-log.ts";

test("what is dialled is written down", async (t) => {
  const server = createServer((socket) => socket.end("HTTP/1.1 204 No Content\r\n\r\n")).listen(0, "127.0.0.1");
  t.after(() => server.close());
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  const dialled = logDialling(t);
  connect("/no/such/socket").on("error", () => {});
  connect(9, "nowhere.invalid").on("error", () => {});
  await request(`http://127.0.0.1:${port}`, { dispatcher: new Agent() });
  assert.deepEqual([...dialled].sort(), ["/no/such/socket", `127.0.0.1:${port}`, "nowhere.invalid"]);
});
