import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { SETTINGS } from "../../../src/config/layers/settings.ts";
import schema from "../../../src/config/reorigin.schema.json" with { type: "json" };
import { DEFAULT_LIMITS } from "../../../src/limits.ts";
import { DEFAULT_REWRITE_OPTIONS } from "../../../src/options.ts";

function defaultsOf(properties: Readonly<Record<string, { default: unknown }>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, property.default]));
}

describe("the schema says what the program does", () => {
  test("every limit, with its default", () => {
    assert.deepEqual(defaultsOf(schema.properties.limits.properties), DEFAULT_LIMITS);
  });

  test("every rewrite option, with its default", () => {
    assert.deepEqual(defaultsOf(schema.definitions.rewrite.properties), DEFAULT_REWRITE_OPTIONS);
  });

  test("every top-level option can be given in the environment", () => {
    const given: Set<string> = new Set(Object.values(SETTINGS).map(({ key }) => key));
    assert.deepEqual(
      Object.keys(schema.properties).filter((option) => !given.has(option)),
      [],
    );
  });
});
