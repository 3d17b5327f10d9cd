import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { setImmediate } from "node:timers/promises";
import type { ConfigInput } from "../../src/config/config.ts";
import { createProxy, type ProxyObserver } from "../../src/index.ts";
import { GuardedObserver } from "../../src/proxy/guarded-observer.ts";
import { INTERNAL, request } from "../proxy/fixture.ts";
import { certificate } from "../proxy/http2/fixture.ts";
import { FRAME, FrameConnection } from "../proxy/http2/frames.ts";
import { RawServer, rawClient } from "../proxy/raw-connection.ts";
import { OK } from "./support/rows.ts";

const DEFECT = new Error("defect of an observer");

/** Ways to fail. */
const FAILURES = {
  throws() {
    throw DEFECT;
  },
  async rejects() {
    throw DEFECT;
  },
} as const;

const SILENT: Required<ProxyObserver> = {
  started() {},
  ended() {},
  serverChanged() {},
  certificatesChanged() {},
  drainTimedOut() {},
};

/** What a listener speaks, and how each request is made there. */
const CLIENTS = {
  "HTTP/1.1": {
    listen: "127.0.0.1:0",
    async ask(port: number) {
      const client = await rawClient(port);
      for (let count = 1; count <= 2; count++) await client.send(request("GET /")).head(count);
      assert.match(client.received, /^(HTTP\/1\.1 200 OK\r\n[\s\S]*?\r\n\r\nok){2}$/);
      client.socket.destroy();
    },
  },
  "HTTP/2": {
    listen: { address: "127.0.0.1:0", ...certificate("www") },
    async ask(port: number) {
      const client = await FrameConnection.open(port);
      for (const stream of [1, 3])
        assert.equal(String((await client.request(stream).until(FRAME.data, stream)).payload), "ok");
      client.socket.destroy();
    },
  },
} as const;

for (const [how, fail] of Object.entries(FAILURES)) {
  for (const name of ["started", "ended"] as const) {
    for (const [version, { listen, ask }] of Object.entries(CLIENTS)) {
      test(`B-45 F6 an observer's "${name}" ${how}: ${version} requests are answered, and it is said once`, async (t) => {
        const warnings = collectWarnings(t);
        const upstream = await RawServer.answering(OK);
        const routes: ConfigInput["routes"] = [
          {
            public: ["http://www.example.com/", "https://www.example.com/"],
            internal: INTERNAL,
            upstream: upstream.origin,
          },
        ];
        const proxy = createProxy({ listen, routes }, { ...SILENT, [name]: fail });
        t.after(async () => {
          await proxy.close(0);
          await upstream.close();
        });
        const [address] = await proxy.listen();
        for (let i = 0; i < 2; i++) await ask(address?.port ?? 0);
        await setImmediate();
        assert.deepEqual(warnings, [`An observer's "${name}" failed: ${DEFECT}`]);
      });
    }
  }

  test(`B-45 every callback that ${how} is reported by its name`, async (t) => {
    const warnings = collectWarnings(t);
    const names = Object.keys(SILENT) as (keyof ProxyObserver)[];
    const failing = Object.fromEntries(names.map((name) => [name, fail])) as unknown as ProxyObserver;
    const guarded = new GuardedObserver(failing) as unknown as Record<string, () => void>;
    for (const name of [...names, ...names]) guarded[name]?.();
    await setImmediate();
    assert.deepEqual(
      warnings,
      names.map((name) => `An observer's "${name}" failed: ${DEFECT}`),
    );
  });
}

/** The warnings of observers from now on. */
function collectWarnings(t: TestContext): string[] {
  const messages: string[] = [];
  const collect = (warning: NodeJS.ErrnoException) => {
    if (warning.code === "REORIGIN_OBSERVER") messages.push(warning.message);
  };
  process.on("warning", collect);
  t.after(() => process.off("warning", collect));
  return messages;
}
