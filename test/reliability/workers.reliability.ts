import assert from "node:assert/strict";
import { createServer } from "node:net";
import { after, before, describe, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { type Application, INTERNAL, pageOf, startApplication } from "./support/application.ts";
import { ServiceProcess } from "./support/service-process.ts";
import { applySteadyLoad } from "./support/steady-load.ts";

const OTHERS = 'reorigin_requests_total{status="2xx"}';

describe("F6 workers", () => {
  let application: Application;
  const routes = () => [{ public: "http://www.example.com/", internal: INTERNAL, upstream: application.origin }];
  const loadOn = (service: ServiceProcess, pauseMs = 0) =>
    applySteadyLoad({
      port: service.port,
      path: "/",
      host: "www.example.com",
      clients: 20,
      isRight: (status, body) => status === 200 && body === pageOf("one", "http://www.example.com"),
      pauseMs,
    });

  before(async () => {
    application = await startApplication("one");
  });
  after(() => application.close());

  test("one is killed: only its own connections break, it is replaced, and no count is lost", async (t) => {
    const service = await ServiceProcess.start(t, { workers: 2, routes: routes() });
    await service.metricIs("reorigin_workers", (count) => count === 2);
    const [victim] = service.workers;
    const load = loadOn(service);
    await load.isSteady;
    await delay(1200);
    const before = await service.metric(OTHERS);
    assert.ok(before > 0);
    service.signal("SIGKILL", victim);
    await service.metricIs("reorigin_worker_restarts_total", (count) => count === 1);
    await service.metricIs("reorigin_workers", (count) => count === 2);
    load.stop();
    const { answered, failures } = await load.outcome;
    const broken = [...failures.values()].reduce((sum, count) => sum + count, 0);
    assert.ok(broken <= 20, JSON.stringify([...failures]));
    assert.ok([...failures.keys()].every((failure) => failure.startsWith("ECONNRESET")));
    assert.ok(answered > before);
    assert.ok((await service.metric(OTHERS)) > before);
    assert.match(service.stderr, new RegExp(`"a worker ended","pid":${victim},"end":"SIGKILL"`));
    assert.equal(service.workers.includes(victim ?? 0), false);
  });

  test("all of them serve: their counts add up to the requests", async (t) => {
    const service = await ServiceProcess.start(t, { workers: 2, routes: routes() });
    await service.metricIs("reorigin_workers", (count) => count === 2);
    const load = loadOn(service, 5);
    await load.isSteady;
    await delay(300);
    load.stop();
    const { answered, failures } = await load.outcome;
    assert.deepEqual([...failures], []);
    await service.metricIs(OTHERS, (count) => count === answered);
  });

  test("Ctrl-C reaches the whole group: the primary alone decides, and all end in good order", async (t) => {
    const service = await ServiceProcess.start(t, { workers: 2, routes: routes() });
    await service.metricIs("reorigin_workers", (count) => count === 2);
    const { workers } = service;
    service.signal("SIGINT", "group");
    assert.equal(await service.ended(), 0);
    for (const worker of workers) assert.throws(() => process.kill(worker, 0), { code: "ESRCH" });
    assert.equal(service.stderr, "reorigin: stopping (signal again to stop at once)\n");
  });

  test("workers whose primary is killed end, too", async (t) => {
    const service = await ServiceProcess.start(t, { workers: 2, routes: routes() });
    await service.metricIs("reorigin_workers", (count) => count === 2);
    const { workers } = service;
    service.signal("SIGKILL");
    await service.ended();
    for (const worker of workers) await gone(worker);
  });

  test("workers that end again and again: a clear error and exit code 1", async (t) => {
    const service = await ServiceProcess.start(t, { workers: 2, routes: routes() });
    const ended = service.ended();
    const killing = setInterval(() => {
      for (const worker of service.workers) service.signal("SIGKILL", worker);
    }, 50);
    t.after(() => clearInterval(killing));
    assert.equal(await ended, 1);
    assert.match(service.stderr, /^reorigin: Cannot keep "workers" running: they end soon after their start$/m);
  });

  test("an address that is taken is said once", async (t) => {
    const taken = createServer().listen(0, "127.0.0.1");
    t.after(() => taken.close());
    await new Promise((resolve) => taken.once("listening", resolve));
    const address = taken.address();
    const port = typeof address === "object" ? address?.port : 0;
    await assert.rejects(
      ServiceProcess.start(t, { workers: 2, listen: `127.0.0.1:${port}`, routes: routes() }),
      new RegExp(`without [^:]+: reorigin: Cannot listen on "127\\.0\\.0\\.1:${port}": the port is taken\n$`),
    );
  });
});

async function gone(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await delay(20);
  }
}
