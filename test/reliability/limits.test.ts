import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { type Fixture, startProxy } from "../proxy/fixture.ts";
import { type Http2Fixture, startHttp2 } from "../proxy/http2/fixture.ts";
import { BODY_LIMITS } from "./limits/body-limits.ts";
import { CAPACITY_LIMITS } from "./limits/capacity-limits.ts";
import { END_LIMITS } from "./limits/end-limits.ts";
import { HTTP2_LIMITS } from "./limits/http2-limits.ts";
import { type LimitCase, upstreamOf } from "./limits/limit-case.ts";
import { MESSAGE_LIMITS } from "./limits/message-limits.ts";
import { TIME_LIMITS } from "./limits/time-limits.ts";

/** Of what no client sees: the test that holds it. */
const HELD_ELSEWHERE = {
  dnsTtlMs: { file: "../proxy/relay/upstream-addresses.test.ts", title: "that gets another address is found there" },
} as const;

const CASES: readonly LimitCase<Fixture>[] = [
  ...[...MESSAGE_LIMITS, ...BODY_LIMITS],
  ...[...CAPACITY_LIMITS, ...TIME_LIMITS, ...END_LIMITS],
];

for (const { limit, seen, limits, options, play, ...given } of CASES) {
  test(`limit ${limit}: ${seen}`, async (t) => {
    const upstream = await upstreamOf(given);
    await play(await startProxy(t, upstream, { limits, ...options?.(upstream) }), t);
  });
}

for (const { limit, seen, limits, play, ...given } of HTTP2_LIMITS) {
  test(`limit ${limit}: ${seen}`, async (t) => {
    await play((await startHttp2(t, await upstreamOf(given), { limits })) satisfies Http2Fixture, t);
  });
}

test("every limit of the schema is reached in a test", () => {
  const schema = JSON.parse(readFileSync(new URL("../../src/config/reorigin.schema.json", import.meta.url), "utf8"));
  const rows = [...CASES, ...HTTP2_LIMITS];
  for (const { limit, limits } of rows) assert.ok(Object.hasOwn(limits, limit), `${limit} is not set in its row`);
  const held = new Set([...rows.map(({ limit }) => limit), ...Object.keys(HELD_ELSEWHERE)]);
  assert.deepEqual([...held].sort(), Object.keys(schema.properties.limits.properties).sort());
});

for (const [limit, { file, title }] of Object.entries(HELD_ELSEWHERE)) {
  test(`limit ${limit} is reached in ${file}`, () => {
    const source = readFileSync(new URL(file, import.meta.url), "utf8");
    assert.ok(source.includes(limit) && source.includes(title), title);
  });
}
