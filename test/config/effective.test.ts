import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { stringify } from "yaml";
import { boundTo } from "../../src/config/bound.ts";
import type { Config, ConfigInput, ProxyRouteConfig } from "../../src/config/config.ts";
import { yamlLayer } from "../../src/config/layers/yaml-layer.ts";
import { loadConfig, resolveConfig } from "../../src/config/load.ts";
import { resolveOptions } from "../../src/config/resolve.ts";
import { DEFAULT_LIMITS } from "../../src/limits.ts";
import { DEFAULT_REWRITE_OPTIONS } from "../../src/options.ts";

const ROUTE: ProxyRouteConfig = {
  public: ["http://127.0.0.1:8080/", "http://localhost:8080/"],
  internal: "http://legacy.internal/",
  aliases: [],
  upstream: ["http://legacy.internal"],
  host: "internal",
  forwarded: "public",
  rewrite: DEFAULT_REWRITE_OPTIONS,
  separateCookies: false,
  shim: false,
  refererRedirect: false,
};
const DEFAULTS: Config = {
  listen: [{ address: "127.0.0.1:8080" }],
  admin: false,
  workers: 1,
  trustedProxies: [],
  logLevel: "info",
  limits: DEFAULT_LIMITS,
  routes: [ROUTE],
  accept: {},
};

const cases: { name: string; input: ConfigInput; expected: Config }[] = [
  { name: "all defaults", input: { routes: [{ internal: "http://legacy.internal" }] }, expected: DEFAULTS },
  {
    name: "URLs as the URL parser writes them",
    input: {
      routes: [
        {
          public: "HTTPS://WWW.Example.com:443/app",
          internal: "http://Legacy.internal.:8080/shop/",
          aliases: ["http://büro.example", "https://[2001:DB8::0:1]:8443/x"],
          upstream: "http://10.0.0.1:80",
          host: "public",
        },
      ],
    },
    expected: {
      ...DEFAULTS,
      routes: [
        {
          public: ["https://www.example.com/app/"],
          internal: "http://legacy.internal:8080/shop/",
          aliases: ["http://xn--bro-hoa.example/", "https://[2001:db8::1]:8443/x/"],
          upstream: ["http://10.0.0.1"],
          host: "public",
          forwarded: "public",
          rewrite: DEFAULT_REWRITE_OPTIONS,
          separateCookies: false,
          shim: false,
          refererRedirect: false,
        },
      ],
    },
  },
  {
    name: "the upstream of an internal URL with a path is its origin",
    input: { routes: [{ internal: "https://legacy.internal:8443/shop/" }] },
    expected: {
      ...DEFAULTS,
      routes: [
        { ...ROUTE, internal: "https://legacy.internal:8443/shop/", upstream: ["https://legacy.internal:8443"] },
      ],
    },
  },
  {
    name: "several upstreams",
    input: {
      routes: [
        {
          internal: "http://legacy.internal",
          upstream: ["https://10.0.0.1", "http+unix://%2Frun%2Fmy%20app.sock"],
          balance: "least-connections",
          sticky: "server",
          ejection: { failures: 3 },
          health: { path: "/health" },
          upstreamTls: { verify: false },
          lenient: true,
        },
      ],
    },
    expected: {
      ...DEFAULTS,
      routes: [
        {
          ...ROUTE,
          upstream: ["https://10.0.0.1", "http+unix:///run/my%20app.sock"],
          balance: "least-connections",
          sticky: { cookie: "server" },
          ejection: { failures: 3, durationMs: 30_000, maxPercent: 50 },
          health: { path: "/health", intervalMs: 5000, timeoutMs: 2000, failures: 2, successes: 1 },
          upstreamTls: { verify: false },
          lenient: true,
        },
      ],
    },
  },
  {
    name: "what means nothing to a single upstream, and what is off",
    input: {
      routes: [
        {
          internal: "http://legacy.internal",
          balance: "least-connections",
          sticky: { cookie: "server", secret: "x" },
          ejection: "off",
          lenient: false,
        },
      ],
    },
    expected: DEFAULTS,
  },
  {
    name: "all that differs from its default",
    input: {
      listen: [":8080", { address: "[::1]:8081" }],
      admin: "off",
      trustedProxies: ["10.0.0.0/8"],
      logLevel: "debug",
      limits: { headerBytes: 1 },
      routes: [{ internal: "http://legacy.internal", rewrite: { engine: "parse5", identifiers: true } }],
      accept: {},
    },
    expected: {
      ...DEFAULTS,
      listen: [{ address: ":8080" }, { address: "[::1]:8081" }],
      trustedProxies: ["10.0.0.0/8"],
      logLevel: "debug",
      limits: { ...DEFAULT_LIMITS, headerBytes: 1 },
      routes: [
        {
          ...ROUTE,
          public: ["http://localhost:8080/", "http://127.0.0.1:8080/"],
          rewrite: { ...DEFAULT_REWRITE_OPTIONS, engine: "parse5", identifiers: true },
        },
      ],
    },
  },
];

describe("the effective configuration", () => {
  for (const { name, input, expected } of cases) {
    test(name, () => assert.deepEqual(resolveConfig(input), expected));
    test(`${name}: resolves to itself`, () => assert.deepEqual(resolveConfig(expected), expected));
    test(`${name}: is the same read from a file`, () => {
      for (const text of [stringify(input), JSON.stringify(input, null, "\t"), stringify(expected)]) {
        assert.deepEqual(loadConfig([yamlLayer(text, "FILE")]), expected);
      }
    });
  }

  test("options that the program may refuse for now", () => {
    const config = resolveOptions(
      {
        listen: { address: ":443", cert: "cert.pem", key: "/etc/key.pem" },
        admin: "127.0.0.1:9901",
        workers: "auto",
        accept: { virtualHostMonster: "/vhost" },
        routes: [
          { upstream: ["http://10.0.0.5:8080", "http://10.0.0.6:8080/"], virtualHostMonster: "nevow" },
          { public: "http://files.example", root: "site" },
        ],
      },
      () => "/srv",
    );
    assert.deepEqual(config, {
      ...DEFAULTS,
      listen: [{ address: ":443", cert: "/srv/cert.pem", key: "/etc/key.pem" }],
      admin: "127.0.0.1:9901",
      workers: "auto",
      accept: { virtualHostMonster: ["/vhost"] },
      routes: [
        {
          ...ROUTE,
          public: ["https://localhost/", "https://127.0.0.1/"],
          internal: "http://10.0.0.5:8080/",
          upstream: ["http://10.0.0.5:8080", "http://10.0.0.6:8080"],
          balance: "round-robin",
          ejection: { failures: 5, durationMs: 30_000, maxPercent: 50 },
          virtualHostMonster: "nevow",
        },
        { public: ["http://files.example/"], root: "/srv/site" },
      ],
    });
  });

  const publics: { listen: string; expected: string[] }[] = [
    { listen: "127.0.0.1:9000", expected: ["http://127.0.0.1:9000/", "http://localhost:9000/"] },
    { listen: "127.0.0.1:80", expected: ["http://127.0.0.1/", "http://localhost/"] },
    { listen: ":9000", expected: ["http://localhost:9000/", "http://127.0.0.1:9000/"] },
    { listen: "0.0.0.0:9000", expected: ["http://localhost:9000/", "http://127.0.0.1:9000/"] },
    { listen: "[::]:9000", expected: ["http://localhost:9000/", "http://127.0.0.1:9000/"] },
    { listen: "[::1]:9000", expected: ["http://[::1]:9000/", "http://localhost:9000/"] },
    { listen: "proxy.internal:9000", expected: ["http://proxy.internal:9000/"] },
    { listen: "127.0.0.1:0", expected: ["http://127.0.0.1:0/", "http://localhost:0/"] },
  ];
  for (const { listen, expected } of publics) {
    test(`the default public URL when listening on ${listen}`, () => {
      const config = resolveConfig({ listen, routes: [{ internal: "http://legacy.internal" }] });
      assert.deepEqual(config.routes[0]?.public, expected);
    });
  }

  test("a public port of 0 becomes the port that is listened on; others stay", () => {
    const config = resolveConfig({
      listen: "127.0.0.1:0",
      routes: [{ internal: "http://legacy.internal", public: ["http://127.0.0.1:0/app", "https://www.example.com/"] }],
    });
    const [route] = boundTo(config, 4711).routes;
    assert.deepEqual(route?.public, ["http://127.0.0.1:4711/app/", "https://www.example.com/"]);
  });

  test("an object of the calling program: problems name their path in it", () => {
    assert.throws(() => resolveConfig({ routes: [{ internal: "legacy.internal" }], workers: 0 }), {
      name: "ReoriginError",
      code: "ERR_CONFIG",
      message: [
        "config.workers: expected a whole number from 1, or auto, found 0",
        'config.routes[0].internal: expected an http or https URL without user name, query or fragment, found "legacy.internal" (did you mean http://legacy.internal?)',
      ].join("\n"),
    });
  });
});
