import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { type Application, INTERNAL, pageOf, startApplication } from "./support/application.ts";
import { ServiceProcess } from "./support/service-process.ts";
import { applySteadyLoad } from "./support/steady-load.ts";

const RELOADS = Number(process.env["RELOADS"] ?? 100);
const DONE = 'reorigin_reloads_total{outcome="done"}';
const REFUSED = 'reorigin_reloads_total{outcome="refused"}';

describe("F7 reloads under load", () => {
  let applications: readonly Application[];

  before(async () => {
    applications = [await startApplication("one", 1), await startApplication("two", 1)];
  });
  after(() => {
    for (const application of applications) application.close();
  });

  const configFor = (generation: number, workers: number) => ({
    workers,
    routes: [
      { public: "http://www.example.com/", internal: INTERNAL, upstream: applications[generation % 2]?.origin ?? "" },
    ],
  });
  const pages = ["one", "two"].map((name) => pageOf(name, "http://www.example.com"));

  for (const workers of [1, 2]) {
    test(`no request fails, ${workers} process${workers === 1 ? "" : "es"}`, async (t) => {
      const service = await ServiceProcess.start(t, configFor(0, workers));
      await service.metricIs("reorigin_requests_in_flight", () => true);
      const count = workers === 1 ? RELOADS : RELOADS / 5;
      const load = applySteadyLoad({
        port: service.port,
        path: "/",
        host: "www.example.com",
        clients: 20,
        isRight: (status, body) => status === 200 && pages.includes(body),
        pauseMs: 10,
      });
      await load.isSteady;
      const memory: number[] = [];
      for (let generation = 1; generation <= count; generation++) {
        service.configure(configFor(generation, workers));
        service.signal("SIGHUP");
        await service.metricIs(DONE, (done) => done >= generation);
        memory.push(rssMib(service.pid));
      }
      load.stop();
      const { answered, failures } = await load.outcome;
      assert.deepEqual([...failures], []);
      assert.ok(answered > count);
      t.diagnostic(`${count} reloads, ${answered} requests, none failed; RSS ${memory[0]} to ${memory.at(-1)} MiB`);
      assert.equal((await service.page()).text, pages[count % 2]);
    });
  }

  test("a bad file is refused with its line, and the old configuration stays", async (t) => {
    const service = await ServiceProcess.start(t, configFor(0, 1));
    service.configure('{\n  "routes": [{ "pubilc": "http://a/" }]\n}');
    service.signal("SIGHUP");
    await service.metricIs(REFUSED, (count) => count === 1);
    assert.match(
      service.stderr,
      /"configuration refused","problem":"\S+reorigin\.json:2:16: routes\[0\]\.pubilc: unknown/,
    );
    assert.equal((await service.page()).text, pages[0]);
  });

  test("--watch reloads when the file is replaced", async (t) => {
    const service = await ServiceProcess.start(t, configFor(0, 1), { args: ["--watch"] });
    service.configure(configFor(1, 1));
    await service.metricIs(DONE, (count) => count === 1);
    assert.equal((await service.page()).text, pages[1]);
  });
});

function rssMib(pid: number): number {
  return Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "latin1"))?.[1]) / 1024);
}
