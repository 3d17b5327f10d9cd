import assert from "node:assert/strict";
import { test } from "node:test";
import type { RouteInput } from "../../src/config/config.ts";
import { resolveConfig } from "../../src/config/load.ts";
import { warningsOf } from "../../src/config/warnings.ts";

const PUBLIC = "https://www.example.com/";
const cases: { name: string; route: Partial<RouteInput>; expected: string[] }[] = [
  { name: "a usual route", route: {}, expected: [] },
  { name: "certificates that are verified", route: { upstreamTls: { verify: true } }, expected: [] },
  {
    name: "certificates that are not",
    route: { upstreamTls: { verify: false } },
    expected: [`${PUBLIC}: certificates of its upstreams are not verified`],
  },
  {
    name: "lenient",
    route: { lenient: true },
    expected: [`${PUBLIC}: answers of its upstreams may break the syntax of HTTP`],
  },
];

for (const { name, route, expected } of cases) {
  test(`what is announced at start: ${name}`, () => {
    const config = resolveConfig({ routes: [{ public: PUBLIC, internal: "https://legacy.internal", ...route }] });
    assert.deepEqual(warningsOf(config), expected);
  });
}
