import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Config } from "../../../src/config/config.ts";
import {
  type Environment,
  environmentSettings,
  type Given,
  settingsLayer,
} from "../../../src/config/layers/settings-layer.ts";
import { yamlLayer } from "../../../src/config/layers/yaml-layer.ts";
import { loadConfig } from "../../../src/config/load.ts";

interface Sources {
  commandLine?: Given[];
  environment?: Environment;
  file?: string;
}

function load({ commandLine = [], environment = {}, file }: Sources): Config {
  const settings = settingsLayer([...commandLine, ...environmentSettings(environment)]);
  return loadConfig(file === undefined ? [settings] : [settings, yamlLayer(file, "FILE")]);
}

function option(name: Given["name"], ...texts: string[]): Given {
  return { name, texts, place: `--${name}` };
}

const FILE = "routes: [{ internal: http://file, public: http://file.example }]\nlogLevel: warn\nlisten: :1\n";

const precedence: { name: string; input: Sources; expected: Pick<Config, "logLevel"> }[] = [
  { name: "the default", input: { file: "routes: [{ internal: http://a }]" }, expected: { logLevel: "info" } },
  { name: "file over default", input: { file: FILE }, expected: { logLevel: "warn" } },
  {
    name: "environment over file",
    input: { file: FILE, environment: { REORIGIN_LOG_LEVEL: "error" } },
    expected: { logLevel: "error" },
  },
  {
    name: "command line over environment",
    input: {
      file: FILE,
      environment: { REORIGIN_LOG_LEVEL: "error" },
      commandLine: [option("log-level", "debug")],
    },
    expected: { logLevel: "debug" },
  },
  {
    name: "an empty variable is none",
    input: { file: FILE, environment: { REORIGIN_LOG_LEVEL: " " } },
    expected: { logLevel: "warn" },
  },
];

describe("precedence", () => {
  for (const { name, input, expected } of precedence) {
    test(name, () => assert.equal(load(input).logLevel, expected.logLevel));
  }

  test("a route of the command line stands in place of all routes of the file; the rest of the file holds", () => {
    const config = load({ file: FILE, commandLine: [option("internal", "http://legacy")] });
    const names = config.routes.map((route) => "internal" in route && [route.internal, ...route.public]);
    assert.deepEqual(names, [["http://legacy/", "http://localhost:1/", "http://127.0.0.1:1/"]]);
    assert.equal(config.logLevel, "warn");
  });

  test("one route from command line and environment, option by option", () => {
    const [route] = load({
      environment: { REORIGIN_INTERNAL: "http://env", REORIGIN_PUBLIC: "http://a.example, http://b.example" },
      commandLine: [option("internal", "http://legacy"), option("alias", "http://x", "http://y")],
    }).routes;
    assert.ok(route && "internal" in route);
    assert.equal(route.internal, "http://legacy/");
    assert.deepEqual(route.public, ["http://a.example/", "http://b.example/"]);
    assert.deepEqual(route.aliases, ["http://x/", "http://y/"]);
  });
});

const LEGACY = { REORIGIN_INTERNAL: "http://legacy" };

const variables: { variable: string; text: string; path: keyof Config; expected: unknown }[] = [
  { variable: "REORIGIN_LISTEN", text: ":80 :81", path: "listen", expected: [{ address: ":80" }, { address: ":81" }] },
  { variable: "REORIGIN_ADMIN", text: "off", path: "admin", expected: false },
  { variable: "REORIGIN_WORKERS", text: "1", path: "workers", expected: 1 },
  {
    variable: "REORIGIN_TRUSTED_PROXIES",
    text: "10.0.0.0/8,192.168.0.1",
    path: "trustedProxies",
    expected: ["10.0.0.0/8", "192.168.0.1"],
  },
  { variable: "REORIGIN_LOG_LEVEL", text: "silent", path: "logLevel", expected: "silent" },
];

describe("variables", () => {
  for (const { variable, text, path, expected } of variables) {
    test(`${variable}=${text}`, () => {
      assert.deepEqual(load({ environment: { ...LEGACY, [variable]: text } })[path], expected);
    });
  }

  test("REORIGIN_ROUTES and REORIGIN_LIMITS hold YAML", () => {
    const { routes, limits } = load({
      environment: {
        REORIGIN_ROUTES: "[{ internal: http://a }, { internal: http://b, public: http://b.example }]",
        REORIGIN_LIMITS: '{"headerBytes": 1024}',
      },
    });
    assert.equal(routes.length, 2);
    assert.equal(limits.headerBytes, 1024);
  });

  test("a variable that names no setting is not ours", () => {
    assert.doesNotThrow(() =>
      load({ environment: { ...LEGACY, REORIGIN_SERVICE_HOST: "x", REORIGIN_PORT: "tcp://x" } }),
    );
  });
});

const problems: { name: string; input: Sources; expected: string[] }[] = [
  {
    name: "each names the argument or the variable that it came from",
    input: {
      commandLine: [option("internal", "legacy:80"), option("listen", "8080"), option("alias", "http://a", "b")],
      environment: { REORIGIN_WORKERS: "many", REORIGIN_PUBLIC: "x" },
    },
    expected: [
      'reorigin: --internal: expected an http or https URL without user name, query or fragment, found "legacy:80" (did you mean http://legacy:80?)',
      'reorigin: --listen: expected HOST:PORT, or address, cert and key, found "8080" (did you mean 127.0.0.1:8080?)',
      'reorigin: --alias: expected an http or https URL without user name, query or fragment, found "b" (did you mean http://b?)',
      `reorigin: REORIGIN_PUBLIC: expected an http or https URL without user name, query or fragment; none of ' ( ) , ; & in its path; * only as the host or its first label, found "x" (did you mean http://x?)`,
      'reorigin: REORIGIN_WORKERS: expected a whole number from 1, or auto, found "many"',
    ],
  },
  {
    name: "a route without what it is about",
    input: { commandLine: [option("public", "http://a.example")] },
    expected: ['reorigin: --public: expected "internal" (an application) or "root" (files), found neither'],
  },
  {
    name: "those of the file come after, at their places",
    input: { commandLine: [option("log-level", "loud")], file: "routes: []\n" },
    expected: [
      'reorigin: --log-level: expected one of silent, error, warn, info, debug, found "loud"',
      "FILE:1:9: routes: expected at least one, found an empty list",
    ],
  },
  {
    name: "a variable that is no YAML",
    input: { environment: { REORIGIN_ROUTES: "[{" } },
    expected: [
      "reorigin: REORIGIN_ROUTES: Flow map in block collection must be sufficiently indented and end with a }",
    ],
  },
  {
    name: "mistakes within variables that hold YAML: at which key",
    input: {
      environment: {
        REORIGIN_ROUTES: "[{ internl: http://a }, { internal: http://b, public: http://b, upstream: [x] }]",
        REORIGIN_LIMITS: "{ headerByts: 1, targetBytes: many }",
        REORIGIN_ACCEPT: "{ virtualHostMonster: x }",
      },
    },
    expected: [
      "reorigin: REORIGIN_ROUTES: routes[0].internl: unknown option; did you mean internal?",
      'reorigin: REORIGIN_ROUTES: routes[1].upstream[0]: expected an http or https URL without user name, path, query or fragment, or http+unix:///FILE, found "x" (did you mean http://x?)',
      'reorigin: REORIGIN_ROUTES: routes[0]: expected "internal" (an application) or "root" (files), found neither',
      "reorigin: REORIGIN_LIMITS: limits.headerByts: unknown option; did you mean headerBytes?",
      'reorigin: REORIGIN_LIMITS: limits.targetBytes: expected a whole number from 0, found "many"',
      'reorigin: REORIGIN_ACCEPT: accept.virtualHostMonster: expected a path such as /vhost, found "x"',
      'reorigin: REORIGIN_ACCEPT: accept.virtualHostMonster: needs "trustedProxies": only a trusted proxy may say which origin was asked for',
    ],
  },
  {
    name: "variables that hold a duplicate, or no list: the other place",
    input: {
      environment: {
        REORIGIN_ROUTES: "[{ internal: http://a }, { internal: http://a, public: http://b }]",
        REORIGIN_LIMITS: "5",
        REORIGIN_LISTEN: ":80, :80",
      },
    },
    expected: [
      'reorigin: REORIGIN_LISTEN: ":80" is already listened on (REORIGIN_LISTEN)',
      `reorigin: REORIGIN_ROUTES: routes[1].internal: "http://a" is already a name of another route's application (REORIGIN_ROUTES: routes[0].internal)`,
      "reorigin: REORIGIN_LIMITS: expected a mapping, found 5",
    ],
  },
  {
    name: "a variable that names a key twice",
    input: { environment: { REORIGIN_LIMITS: "{ headerBytes: 1, headerBytes: 2 }" } },
    expected: ["reorigin: REORIGIN_LIMITS: headerBytes is given twice"],
  },
  { name: "nothing at all", input: {}, expected: ['reorigin: "routes" is missing'] },
];

describe("problems of settings", () => {
  for (const { name, input, expected } of problems) {
    test(name, () => {
      assert.throws(
        () => load(input),
        (error: Error) => {
          assert.deepEqual(error.message.split("\n"), expected);
          return true;
        },
      );
    });
  }
});
