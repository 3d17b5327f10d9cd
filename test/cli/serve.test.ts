import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { request } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { after, before, describe, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { CERTIFICATE, KEY } from "../config/certificate.ts";
import { run, start } from "./run.ts";

const INTERNAL = "http://legacy.internal:8080/";

describe("serve", () => {
  let application: Server;
  let upstream: string;

  before(async () => {
    application = createServer((request, response) => {
      const isItself = request.headers.host === new URL(INTERNAL).host;
      response.setHeader("content-type", "text/html").end(`<a href="${INTERNAL}x">${isItself}</a>`);
    }).listen(0, "127.0.0.1");
    await once(application, "listening");
    upstream = `http://127.0.0.1:${(application.address() as AddressInfo).port}`;
  });
  after(() => application.close());

  const ways = [
    { name: "by its URL", argv: (): string[] => [INTERNAL, "--upstream", upstream, "--listen", "127.0.0.1:0"] },
    {
      name: "by its command",
      argv: (): string[] => ["serve", INTERNAL, "--upstream", upstream, "--listen", "127.0.0.1:0"],
    },
  ];
  for (const { name, argv } of ways) {
    test(`${name}: says where it is, proxies there, ends at SIGTERM`, async (t) => {
      const running = start([...argv(), "--log-level", "silent"]);
      t.after(running.stop);
      const [, origin] = await running.stdout.match(/^reorigin: (http:\/\/127\.0\.0\.1:\d+)\/ → (.*)\n/m);
      const page = await fetch(`${origin}/`, { headers: { connection: "close" } });
      assert.equal(await page.text(), `<a href="${origin}/x">true</a>`);
      running.signals.emit("SIGTERM");
      assert.equal(await running.code, 0);
      assert.match(
        running.stdout.text,
        /^reorigin: listening on 127\.0\.0\.1:\d+\n(?:reorigin: \S+ → http:\/\/legacy\.internal:8080\/ \(upstream: \S+\)\n){2}$/,
      );
    });
  }

  test("with TLS", async (t) => {
    const directory = mkdtempSync(join(tmpdir(), "reorigin-"));
    t.after(() => rmSync(directory, { recursive: true }));
    writeFileSync(join(directory, "cert.pem"), CERTIFICATE);
    writeFileSync(join(directory, "key.pem"), KEY);
    const file = join(directory, "reorigin.json");
    const listen = { address: "127.0.0.1:0", cert: "cert.pem", key: "key.pem" };
    writeFileSync(file, JSON.stringify({ listen, logLevel: "silent", routes: [{ internal: INTERNAL, upstream }] }));
    const running = start(["--config", file]);
    t.after(running.stop);
    const [, origin] = await running.stdout.match(/^reorigin: (https:\/\/127\.0\.0\.1:\d+)\/ →/m);
    const page = request(`${origin}/`, { ca: CERTIFICATE, checkServerIdentity: () => undefined, agent: false }).end();
    const [response] = await once(page, "response");
    assert.equal(await text(response), `<a href="${origin}/x">true</a>`);
  });

  test("from the environment alone, as in a container", async (t) => {
    const env = {
      REORIGIN_INTERNAL: INTERNAL,
      REORIGIN_LISTEN: "127.0.0.1:0",
      REORIGIN_PUBLIC: "https://www.example.com/app",
    };
    const running = start([], { env });
    t.after(running.stop);
    await running.stdout.match(/^reorigin: https:\/\/www\.example\.com\/app\/ → http:\/\/legacy\.internal:8080\/$/m);
    running.signals.emit("SIGINT");
    assert.equal(await running.code, 0);
  });

  test("at start: every public URL, and the upstreams where they are others than the internal URL says", async (t) => {
    const env = {
      REORIGIN_LISTEN: "127.0.0.1:0",
      REORIGIN_ROUTES: `[
        { public: [https://a.example, https://b.example/x], internal: http://a.internal },
        { public: https://c.example, internal: http://c.internal/c, upstream: [http://10.0.0.5, "http+unix:///run/c.sock"] },
        { public: https://d.example, root: /tmp }]`,
    };
    const running = start([], { env });
    t.after(running.stop);
    await running.stdout.match(/\/tmp\n/);
    assert.deepEqual(running.stdout.text.split("\n").slice(1), [
      "reorigin: https://a.example/ → http://a.internal/",
      "reorigin: https://b.example/x/ → http://a.internal/",
      "reorigin: https://c.example/ → http://c.internal/c/ (upstream: http://10.0.0.5, http+unix:///run/c.sock)",
      "reorigin: https://d.example/ → /tmp",
      "",
    ]);
  });

  test("SIGHUP reloads the file; what cannot change is said", async (t) => {
    const directory = mkdtempSync(join(tmpdir(), "reorigin-"));
    t.after(() => rmSync(directory, { recursive: true }));
    const file = join(directory, "reorigin.json");
    const write = (options: object) =>
      writeFileSync(
        file,
        JSON.stringify({ listen: "127.0.0.1:0", routes: [{ internal: INTERNAL, upstream }], ...options }),
      );
    write({});
    const running = start(["--config", file]);
    t.after(running.stop);
    await running.stdout.match(/→/);
    running.signals.emit("SIGHUP");
    await running.stderr.match(/"message":"configuration reloaded"/);
    write({ workers: 2 });
    running.signals.emit("SIGHUP");
    await running.stderr.match(/"problem":"Cannot change \\"workers\\": that needs a new start"/);
    write({ listen: "nowhere" });
    running.signals.emit("SIGHUP");
    await running.stderr.match(/"problem":"[^"]+reorigin\.json:1:\d+: listen: expected HOST:PORT/);
    running.signals.emit("SIGTERM");
    assert.equal(await running.code, 0);
  });

  const second: { name: string; signals: string[]; pauseMs: number; expected: number | undefined }[] = [
    { name: "the same, later", signals: ["SIGTERM", "SIGTERM"], pauseMs: 600, expected: 1 },
    { name: "another", signals: ["SIGTERM", "SIGINT"], pauseMs: 0, expected: 1 },
    { name: "the same, at once, and later", signals: ["SIGINT", "SIGINT", "SIGINT"], pauseMs: 300, expected: 1 },
    {
      name: "the same, at once: who started us passes on what we were sent, and requests in flight go on",
      signals: ["SIGTERM", "SIGTERM"],
      pauseMs: 0,
      expected: undefined,
    },
  ];
  for (const { name, signals, pauseMs, expected } of second) {
    test(`a second signal does not wait for requests in flight: ${name}`, async (t) => {
      application.removeAllListeners("request").on("request", (_, response) => response.write("never ending"));
      const running = start([INTERNAL, "--upstream", upstream, "--listen", "127.0.0.1:0", "--log-level", "silent"]);
      t.after(running.stop);
      const [, origin] = await running.stdout.match(/^reorigin: (http:\S+)\/ →/m);
      const response = await fetch(`${origin}/`);
      const [first = "", ...others] = signals;
      running.signals.emit(first);
      await running.stderr.match(/stopping/);
      for (const signal of others) {
        await delay(pauseMs);
        running.signals.emit(signal);
      }
      assert.equal(await Promise.race([running.code, delay(100)]), expected);
      await response.body?.cancel();
      application.closeAllConnections();
    });
  }

  test("a port that is taken: exit code 1, one clear line", async () => {
    const address = new URL(upstream).host;
    assert.deepEqual(await run([INTERNAL, "--listen", address]), {
      code: 1,
      stdout: "",
      stderr: `reorigin: Cannot listen on "${address}": the port is taken\n`,
    });
  });
});
