import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { type TestContext, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { INTERNAL } from "../proxy/fixture.ts";
import { ProxyProcess } from "./support/proxy-process.ts";
import { ServiceProcess } from "./support/service-process.ts";

interface Defect {
  readonly name: string;
  /** What runs in the process of the proxy, before the proxy does. */
  readonly code: string;
  /** Whether the process ends of it, once it gets a SIGUSR2. */
  readonly isFatal: boolean;
}

const DEFECTS: readonly Defect[] = [
  {
    name: "listeners that leak",
    code: "for (let i = 0; i < 11; i++) process.on('exit', () => {})",
    isFatal: false,
  },
  {
    name: "a deprecated function",
    code: "process.emitWarning('old', 'DeprecationWarning', 'DEP0000')",
    isFatal: false,
  },
  {
    name: "a promise that is rejected",
    code: "process.on('SIGUSR2', () => void Promise.reject(new Error('nobody')))",
    isFatal: true,
  },
  {
    name: "an error that nobody catches",
    code: "process.on('SIGUSR2', () => { throw new Error('nobody') })",
    isFatal: true,
  },
];

const CONFIG = { routes: [{ public: "http://www.example.com/", internal: INTERNAL }] };

/** How each runs a program, with options of Node, until it is told to end it. */
const STARTS = {
  async ProxyProcess(options: readonly string[], isFatal: boolean, ends: (() => unknown)[]) {
    const nodeOptions = ["--unhandled-rejections=strict", ...options];
    const proxy = await ProxyProcess.start({ after: (end) => ends.push(end) }, CONFIG, nodeOptions);
    if (isFatal) proxy.signal("SIGUSR2");
    while (isFatal && !proxy.hasEnded) await delay(10);
  },
  async ServiceProcess(nodeOptions: readonly string[], isFatal: boolean, ends: (() => unknown)[]) {
    const service = await ServiceProcess.start({ after: (end) => void ends.push(end) }, CONFIG, { nodeOptions });
    if (isFatal) service.signal("SIGUSR2");
    if (isFatal) await service.ended();
  },
} as const;

for (const [name, start] of Object.entries(STARTS)) {
  const endOf = async (t: TestContext, { code, isFatal }: Omit<Defect, "name">) => {
    const ends: (() => unknown)[] = [];
    await start(["--import", `data:text/javascript,${encodeURIComponent(code)}`], isFatal, ends);
    // It says what it has found; that of a test is for those who run it.
    t.mock.method(process.stderr, "write", () => true);
    for (const end of ends) await end();
  };

  for (const { name: defect, ...row } of DEFECTS) {
    test(`F10 ${defect}: a test with a ${name} fails`, async (t) => {
      await assert.rejects(endOf(t, row), { name: "AssertionError" });
    });
  }

  test(`F10 no defect: a test with a ${name} does not fail`, async (t) => {
    await endOf(t, { code: "", isFatal: false });
  });
}

for (const { name: defect, code } of DEFECTS.filter(({ isFatal }) => !isFatal)) {
  test(`F10 ${defect}: a test with a proxy of its own process fails`, () => {
    const fixture = new URL("../proxy/fixture.ts", import.meta.url).href;
    const { status, stderr } = spawnSync(process.execPath, ["--import", fixture, "-e", code], { encoding: "utf8" });
    assert.equal(status, 1, stderr);
  });
}
