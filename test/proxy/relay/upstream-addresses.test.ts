import assert from "node:assert/strict";
import type { LookupAddress } from "node:dns";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo, ListenOptions } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, type TestContext, test } from "node:test";
import type { ProxyRouteConfig } from "../../../src/config/config.ts";
import { resolveOptions } from "../../../src/config/resolve.ts";
import { resolveLimits } from "../../../src/limits.ts";
import { openUpstream } from "../../../src/upstream/open-upstream.ts";
import { INTERNAL, request, startProxy } from "../fixture.ts";
import { RawServer } from "../raw-connection.ts";

async function listening(t: TestContext, name: string, where: ListenOptions): Promise<Server> {
  const server = createServer((_, response) => response.end(`this is ${name}`));
  await new Promise<void>((resolve) => server.listen(where, resolve));
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return server;
}

describe("a socket of the file system", () => {
  for (const lenient of [false, true]) {
    test(`takes requests, and its name is in the log${lenient ? "; leniently" : ""}`, async (t) => {
      const folder = mkdtempSync(join(tmpdir(), "reorigin "));
      t.after(() => rmSync(folder, { recursive: true }));
      await listening(t, "a socket", { path: join(folder, "app.sock") });
      const upstream = `http+unix://${encodeURIComponent(join(folder, "app.sock"))}`;
      const { ask, record } = await startProxy(t, await RawServer.listen(), {
        routes: [{ public: "http://www.example.com/", internal: INTERNAL, upstream, lenient }],
      });
      assert.match(await ask(request("GET /", "Connection: close")), /this is a socket/);
      assert.equal((await record).upstream, `http+unix://${encodeURI(join(folder, "app.sock"))}`);
    });
  }

  test("that is not there: 502", async (t) => {
    const { ask } = await startProxy(t, await RawServer.listen(), {
      routes: [{ public: "http://www.example.com/", internal: INTERNAL, upstream: "http+unix:///nowhere/app.sock" }],
    });
    assert.match(await ask(request("GET /", "Connection: close")), /^HTTP\/1\.1 502 [\s\S]*cannot be reached/);
  });
});

describe("a name", () => {
  const KINDS: Record<string, object> = { strictly: {}, leniently: { lenient: true } };
  for (const [kind, options] of Object.entries(KINDS)) {
    test(`F8 that gets another address is found there, ${kind}`, async (t) => {
      const first = await listening(t, "the first", { host: "127.0.0.1", port: 0 });
      const { port } = first.address() as AddressInfo;
      await listening(t, "the second", { host: "127.0.0.2", port });
      const addresses = ["127.0.0.1"];
      const resolve = async (): Promise<LookupAddress[]> => addresses.map((address) => ({ address, family: 4 }));
      const [route] = resolveOptions(
        { routes: [{ internal: INTERNAL, upstream: `http://app.example:${port}`, ...options }] },
        () => "/",
      ).routes;
      const limits = resolveLimits({ dnsTtlMs: 50 });
      const upstream = openUpstream(route as ProxyRouteConfig, { limits, resolve, changed() {} });
      t.after(() => upstream.destroy());
      const get = () =>
        new Promise<string>((done, failed) => {
          let text = "";
          upstream.pick(undefined)?.dispatch(
            { path: "/", method: "GET", headers: ["Host", "app"] },
            {
              onRequestStart() {},
              onResponseStart() {},
              onResponseData: (_, chunk) => {
                text += chunk;
              },
              onResponseEnd: () => done(text),
              onResponseError: (_, error) => failed(error),
            },
          );
        });
      assert.equal(await get(), "this is the first");
      addresses[0] = "127.0.0.2";
      // Also a connection that is never idle gives way.
      let text = "";
      for (let i = 0; i < 200 && text !== "this is the second"; i++) {
        text = await get();
        await new Promise((wait) => setTimeout(wait, 10));
      }
      assert.equal(text, "this is the second");
    });
  }
});
