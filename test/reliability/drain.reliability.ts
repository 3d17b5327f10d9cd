import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, describe, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { type Application, INTERNAL, pageOf, startApplication } from "./support/application.ts";
import { ServiceProcess } from "./support/service-process.ts";
import { applySteadyLoad } from "./support/steady-load.ts";

/** How often the service is started and stopped: `DRAINS=100 npm run test:reliability`. */
const DRAINS = Number(process.env["DRAINS"] ?? 4);
const PAGE = pageOf("one", "http://www.example.com");

describe("F5 SIGTERM under load", () => {
  let application: Application;

  before(async () => {
    application = await startApplication("one", 1);
  });
  after(() => application.close());

  const configWith = (workers: number, lameDuckMs: number) => ({
    workers,
    limits: { lameDuckMs, drainTimeoutMs: 10_000 },
    routes: [{ public: "http://www.example.com/", internal: INTERNAL, upstream: application.origin }],
  });

  for (const workers of [1, 2]) {
    test(`no accepted request is lost, ${workers} process${workers === 1 ? "" : "es"}`, async (t) => {
      let answered = 0;
      for (let run = 0; run < DRAINS; run++) {
        const service = await ServiceProcess.start(t, configWith(workers, 0));
        const load = applySteadyLoad({
          port: service.port,
          path: "/",
          host: "www.example.com",
          clients: 50,
          isRight: (status, body) => status === 200 && body === PAGE,
        });
        await load.isSteady;
        await delay((run % 10) * 7);
        service.signal("SIGTERM");
        const outcome = await load.outcome;
        assert.equal(await service.ended(), 0);
        assert.deepEqual([...outcome.failures], [], `run ${run}, ${outcome.answered} answered`);
        assert.equal(outcome.refused, 50);
        answered += outcome.answered;
      }
      t.diagnostic(`${DRAINS} drains, ${answered} requests answered, none lost`);
    });
  }

  for (const workers of [1, 2]) {
    test(`what the deadline cuts off is logged, ${workers} process${workers === 1 ? "" : "es"}`, async (t) => {
      const silent = createServer(() => {}).listen(0, "127.0.0.1");
      await once(silent, "listening");
      t.after(() => silent.close().closeAllConnections());
      const upstream = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
      const { routes, ...config } = configWith(workers, 0);
      const service = await ServiceProcess.start(t, {
        ...config,
        logLevel: "warn",
        limits: { drainTimeoutMs: 300 },
        routes: routes.map((route) => ({ ...route, upstream })),
      });
      const page = service.page();
      await Promise.all([
        once(silent, "request"),
        assert.rejects(page),
        (async () => {
          await once(silent, "request");
          service.signal("SIGTERM");
        })(),
      ]);
      await service.says(/"level":"warn","message":"drainTimeoutMs is over: cut off","requests":1,"tunnels":0}/);
      await service.says(/"error":"ERR_DRAIN_TIMEOUT"/);
      assert.equal(await service.ended(), 0);
    });
  }

  test("the lame duck: readiness is refused at once, requests are still served; then exit 0", async (t) => {
    const service = await ServiceProcess.start(t, configWith(1, 3000));
    assert.equal((await service.admin("/readyz")).status, 200);
    service.signal("SIGTERM");
    await service.says(/stopping/);
    assert.equal((await service.admin("/readyz")).status, 503);
    assert.equal((await service.admin("/healthz")).status, 200);
    assert.equal((await service.page()).text, PAGE);
    assert.equal(await service.ended(), 0);
  });
});
