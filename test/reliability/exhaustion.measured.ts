import assert from "node:assert/strict";
import { createServer } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { after, before, describe, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { type Application, INTERNAL, pageOf, startApplication } from "./support/application.ts";
import { ServiceProcess } from "./support/service-process.ts";
import { applySteadyLoad } from "./support/steady-load.ts";

const JUMPING_CLOCK = `data:text/javascript,${encodeURIComponent(`
  const RealDate = Date;
  let offset = 0;
  setInterval(() => { offset = offset === 0 ? 31536000000 : offset > 0 ? -31536000000 : 0; }, 50).unref();
  globalThis.Date = class extends RealDate {
    constructor(...given) { super(...(given.length === 0 ? [RealDate.now() + offset] : given)); }
    static now() { return RealDate.now() + offset; }
  };`)}`;
const HELD_BYTES = 3 * 2 ** 20;

describe("F8 what runs out", () => {
  let application: Application;
  const routes = () => [{ public: "http://www.example.com/", internal: INTERNAL, upstream: application.origin }];

  before(async () => {
    application = await startApplication("one");
  });
  after(() => application.close());

  test("file descriptors: the service lives, and accepts again when some are free", async (t) => {
    const service = await ServiceProcess.start(t, { routes: routes() }, { before: "ulimit -n 64" });
    const idle: Socket[] = [];
    for (let i = 0; i < 200; i++) {
      const socket = connect(service.port, "127.0.0.1").on("error", () => {});
      idle.push(socket);
    }
    await delay(500);
    assert.notEqual(await statusOf(service), 200);
    for (const socket of idle) socket.destroy();
    while ((await statusOf(service)) !== 200) await delay(50);
    assert.equal((await service.page()).text, pageOf("one", "http://www.example.com"));
    service.signal("SIGTERM");
    assert.equal(await service.ended(), 0);
  });

  test("F9 memory: connections end, then requests are refused, nobody kills it, and all is well again", async (t) => {
    const holding = createServer((_, response) => {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
      response.write(`<a title="${"x".repeat(HELD_BYTES)}`);
    });
    await new Promise<void>((resolve) => holding.listen(0, "127.0.0.1", resolve));
    t.after(() => {
      holding.close();
      holding.closeAllConnections();
    });
    const { port } = holding.address() as AddressInfo;
    const hold = { public: "http://www.example.com/hold/", internal: `http://127.0.0.1:${port}/` };
    const service = await ServiceProcess.start(
      t,
      { routes: [...routes(), hold], limits: { pendingTokenBytes: 2 * HELD_BYTES, shortMemoryPercent: 70 } },
      { nodeOptions: ["--max-old-space-size=128"] },
    );
    assert.equal((await service.page("/", "keep-alive")).fields.connection, "keep-alive");
    const held: Socket[] = [];
    t.after(() => {
      for (const socket of held) socket.destroy();
    });
    const seen = new Set<string>();
    while (!seen.has("503, close") && held.length < 150) {
      held.push(connect(service.port, "127.0.0.1").on("error", () => {}));
      held.at(-1)?.write("GET /hold/ HTTP/1.1\r\nHost: www.example.com\r\n\r\n");
      await delay(60);
      const { status, fields } = await service.page("/", "keep-alive");
      seen.add(`${status}, ${fields.connection}`);
      if (status === 503) assert.equal(fields["retry-after"], "5");
    }
    assert.deepEqual([...seen], ["200, keep-alive", "200, close", "503, close"], `with ${held.length} held`);
    for (const socket of held) socket.destroy();
    for (;;) {
      const { status, fields } = await service.page("/", "keep-alive");
      if (status === 200 && fields.connection === "keep-alive") break;
      await delay(50);
    }
  });

  test("a clock that jumps by a year, back and forth", async (t) => {
    const service = await ServiceProcess.start(t, { routes: routes() }, { nodeOptions: ["--import", JUMPING_CLOCK] });
    const load = applySteadyLoad({
      port: service.port,
      path: "/",
      host: "www.example.com",
      clients: 5,
      isRight: (status, body) => status === 200 && body === pageOf("one", "http://www.example.com"),
      pauseMs: 5,
    });
    await load.isSteady;
    await delay(700);
    load.stop();
    const { answered, failures } = await load.outcome;
    assert.deepEqual([...failures], []);
    assert.ok(answered > 20);
    service.signal("SIGTERM");
    assert.equal(await service.ended(), 0);
  });

  test("whoever reads the log: nothing waits for it", async (t) => {
    const service = await ServiceProcess.start(t, { logLevel: "debug", routes: routes() }, { stderr: "unread" });
    const path = `/${"x".repeat(7000)}`;
    for (let i = 0; i < 200; i++) assert.equal((await service.page(path)).status, 200);
    assert.ok((await service.metric("reorigin_log_lines_dropped_total")) > 0);
    service.signal("SIGTERM");
    assert.equal(await service.ended(), 0);
  });
});

async function statusOf(service: ServiceProcess): Promise<number> {
  try {
    return (await service.page()).status;
  } catch {
    return 0;
  }
}
