import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { AdminServer } from "../../src/ops/admin.ts";
import { EMPTY_REPORT } from "../../src/ops/report.ts";
import { run } from "./run.ts";

describe("health", () => {
  const service = { isReady: true };
  const admin = new AdminServer("127.0.0.1:0", { report: async () => EMPTY_REPORT, isReady: () => service.isReady });
  const directory = mkdtempSync(join(tmpdir(), "reorigin-"));
  const file = join(directory, "reorigin.json");
  let address = "";

  before(async () => {
    address = `127.0.0.1:${(await admin.listen()).port}`;
    writeFileSync(file, JSON.stringify({ admin: address, routes: [{ internal: "http://legacy.internal/" }] }));
  });
  after(async () => {
    await admin.close();
    rmSync(directory, { recursive: true });
  });

  test("alive: by its address, by the environment, by the file", async () => {
    const expected = { code: 0, stdout: "alive\n", stderr: "" };
    assert.deepEqual(await run(["health", "--admin", address]), expected);
    assert.deepEqual(await run(["health"], { env: { REORIGIN_ADMIN: address } }), expected);
    assert.deepEqual(await run(["health", "--config", file]), expected);
    assert.deepEqual(await run(["health"], { env: { REORIGIN_ADMIN: "", REORIGIN_CONFIG: file } }), expected);
  });

  test("on every interface: it is asked on this machine", async () => {
    const [, port] = address.split(":");
    assert.equal((await run(["health", "--admin", `0.0.0.0:${port}`])).code, 0);
  });

  test("ready, and not ready", async () => {
    assert.deepEqual(await run(["health", "--ready", "--admin", address]), { code: 0, stdout: "ready\n", stderr: "" });
    service.isReady = false;
    assert.deepEqual(await run(["health", "--ready", "--admin", address]), {
      code: 1,
      stdout: "not ready\n",
      stderr: "",
    });
  });

  test("nobody answers: exit code 1, one line", async () => {
    assert.deepEqual(await run(["health", "--admin", "127.0.0.1:1"]), {
      code: 1,
      stdout: "",
      stderr: 'reorigin: Cannot ask "http://127.0.0.1:1/healthz": nothing is listening there\n',
    });
  });

  const wrong = [
    {
      name: "no address",
      argv: ["health"],
      message: "no admin server to ask: expected --admin HOST:PORT or --config FILE",
    },
    { name: "off", argv: ["health", "--admin", "off"], message: "no admin server to ask: admin is off" },
    {
      name: "no address at all",
      argv: ["health", "--admin", "x"],
      message: 'option --admin: expected HOST:PORT, found "x"',
    },
  ];
  for (const { name, argv, message } of wrong) {
    test(`wrong usage: ${name}`, async () => {
      assert.deepEqual(await run(argv), { code: 2, stdout: "", stderr: `reorigin: ${message}\n` });
    });
  }
});
