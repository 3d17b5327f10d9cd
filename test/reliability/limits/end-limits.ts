import assert from "node:assert/strict";
import { request } from "../../proxy/fixture.ts";
import { CLOSE, type LimitCase, OK } from "./limit-case.ts";

const LONG_MS = 20_000;

/** Of how the proxy ends. */
export const END_LIMITS: readonly LimitCase[] = [
  {
    limit: "drainTimeoutMs",
    seen: "the end of a connection that still waits for its answer",
    limits: { drainTimeoutMs: 200 },
    async play({ client, close, upstream }) {
      const connection = await client();
      connection.send(request("GET /"));
      await (await upstream.next()).head();
      const closed = close();
      assert.equal(await connection.end(), "");
      await closed;
    },
  },
  {
    limit: "lameDuckMs",
    seen: "answers as before until then, and no connection after it",
    limits: { lameDuckMs: 500, drainIdleTimeoutMs: 10 },
    answer: OK,
    async play({ ask, client, close }) {
      const closed = close();
      assert.match(await ask(request("GET /", CLOSE)), /ok$/);
      const idle = await client();
      await idle.send(request("GET /")).includes("\r\n\r\nok");
      assert.doesNotMatch(idle.received, /connection: close/i);
      await idle.end();
      idle.finish();
      await closed;
      await assert.rejects(client(), { code: "ECONNREFUSED" });
    },
  },
  {
    limit: "drainIdleTimeoutMs",
    seen: "the end of an idle connection",
    limits: { drainIdleTimeoutMs: 100, keepAliveTimeoutMs: LONG_MS, drainTimeoutMs: LONG_MS },
    answer: OK,
    async play({ client, close }) {
      const connection = await client();
      await connection.send(request("GET /")).includes("\r\n\r\nok");
      const closed = close();
      await connection.end();
      connection.finish();
      await closed;
    },
  },
];
