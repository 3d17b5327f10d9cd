import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { parse } from "yaml";
import { resolveConfig } from "../../src/config/load.ts";
import { run } from "./run.ts";
import { written } from "./written.ts";

const FILE = written("good.yaml", "listen: :8081\nlogLevel: warn\nroutes:\n  - internal: http://legacy.internal/\n");
const BAD = written("bad.yaml", "listen: 8081\nroutes:\n  - internl: http://legacy.internal/\n");
const LEGACY = { internal: "http://legacy.internal/" };

const cases: {
  name: string;
  argv: string[];
  env?: Record<string, string>;
  expected: Parameters<typeof resolveConfig>[0];
}[] = [
  {
    name: "a file",
    argv: ["--config", FILE],
    expected: { listen: ":8081", logLevel: "warn", routes: [LEGACY] },
  },
  {
    name: "a file that a variable names",
    argv: [],
    env: { REORIGIN_CONFIG: FILE },
    expected: { listen: ":8081", logLevel: "warn", routes: [LEGACY] },
  },
  {
    name: "a variable that names no file, as it replaces one that an image sets",
    argv: [],
    env: { REORIGIN_CONFIG: "", REORIGIN_INTERNAL: "http://legacy.internal/" },
    expected: { routes: [LEGACY] },
  },
  {
    name: "command line over environment over file",
    argv: ["--config", FILE, "--listen", ":1", "--listen", ":2"],
    env: { REORIGIN_LISTEN: ":3", REORIGIN_LOG_LEVEL: "debug" },
    expected: { listen: [":1", ":2"], logLevel: "debug", routes: [LEGACY] },
  },
  {
    name: "no file at all",
    argv: [
      "http://legacy.internal/",
      "--public",
      "https://a.example",
      "--public",
      "https://b.example/x",
      "--alias",
      "http://old",
    ],
    env: { REORIGIN_UPSTREAM: "http://127.0.0.1:8081" },
    expected: {
      routes: [
        {
          ...LEGACY,
          public: ["https://a.example", "https://b.example/x"],
          aliases: ["http://old"],
          upstream: "http://127.0.0.1:8081",
        },
      ],
    },
  },
];

describe("check prints the effective configuration", () => {
  for (const { name, argv, env, expected } of cases) {
    test(name, async () => {
      const { code, stdout, stderr } = await run(["check", ...argv], env ? { env } : {});
      assert.deepEqual({ code, stderr }, { code: 0, stderr: "" });
      assert.deepEqual(parse(stdout), resolveConfig(expected));
    });
  }

  test("what it prints is a configuration file that comes to the same", async () => {
    const { stdout } = await run(["check", "--config", FILE]);
    const again = await run(["check", "--config", written("effective.yaml", stdout)]);
    assert.deepEqual(again, { code: 0, stdout, stderr: "" });
  });

  test("several routes: each is written out", async () => {
    const routes = ["a", "b"].map((name) => ({
      public: `http://${name}.example/`,
      internal: `http://${name}.internal/`,
    }));
    const { stdout } = await run(["check"], { env: { REORIGIN_ROUTES: JSON.stringify(routes) } });
    assert.doesNotMatch(stdout, /[&*]/);
    assert.deepEqual(parse(stdout), resolveConfig({ routes }));
  });

  test("warnings that serve logs", async () => {
    const route = { public: "https://a.example/", internal: "https://a.internal/", upstreamTls: { verify: false } };
    const { code, stderr } = await run(["check"], { env: { REORIGIN_ROUTES: JSON.stringify([route]) } });
    const expected = "reorigin: warning: https://a.example/: certificates of its upstreams are not verified\n";
    assert.deepEqual({ code, stderr }, { code: 0, stderr: expected });
  });

  test("problems: exit code 2, each on its own line", async () => {
    assert.deepEqual(await run(["check", "--config", BAD], { env: { REORIGIN_LOG_LEVEL: "loud" } }), {
      code: 2,
      stdout: "",
      stderr: [
        'reorigin: REORIGIN_LOG_LEVEL: expected one of silent, error, warn, info, debug, found "loud"',
        `${BAD}:1:9: listen: expected HOST:PORT, or address, cert and key, found 8081 (did you mean 127.0.0.1:8081?)`,
        `${BAD}:3:5: routes[0].internl: unknown option; did you mean internal?`,
        `${BAD}:3:5: routes[0]: expected "internal" (an application) or "root" (files), found neither`,
        "",
      ].join("\n"),
    });
  });
});
