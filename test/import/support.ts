import assert from "node:assert/strict";
import { test } from "node:test";
import { parse } from "yaml";
import { checkRoutes } from "../../src/config/checks/routes.ts";
import { checkSchema } from "../../src/config/checks/schema.ts";
import { importConfig, type ServerName } from "../../src/import/import-config.ts";

/** What the configuration file of a server is imported as. */
export interface ImportCase {
  readonly name: string;
  readonly input: string;
  /** YAML without its first line. */
  readonly expected: string;
}

/** Runs a table. What comes out must also pass the checks of a configuration. */
export function testImports(server: ServerName, cases: readonly ImportCase[]): void {
  for (const { name, input, expected } of cases) {
    test(name, () => {
      const yaml = importConfig(server, dedented(input), "site.conf");
      assert.equal(withoutTitle(yaml), dedented(expected));
      const config = parse(yaml);
      assert.deepEqual([...checkSchema(config), ...checkRoutes(config)], []);
    });
  }
}

/** A file that is refused, and the lines that say why. */
export interface RefusalCase {
  readonly name: string;
  readonly input: string;
  readonly expected: readonly string[];
}

export function testRefusals(server: ServerName, cases: readonly RefusalCase[]): void {
  for (const { name, input, expected } of cases) {
    test(name, () => {
      assert.throws(() => importConfig(server, dedented(input), "site.conf"), {
        code: "ERR_CONFIG",
        message: expected.map((line) => `site.conf${line}`).join("\n"),
      });
    });
  }
}

/** Fails for a row of a table of directives that no sample uses. */
export function testEveryRowHasSample(
  rows: Readonly<Record<string, unknown>>,
  samples: readonly { readonly input: string }[],
): void {
  const text = samples
    .map(({ input }) => input)
    .join("\n")
    .toLowerCase();
  for (const row of Object.keys(rows)) {
    test(`${row} has a sample`, () => assert.ok(text.includes(row.toLowerCase().replace(/>$/, ""))));
  }
}

/** Without the line break it begins with and the indentation of its first line. */
export function dedented(text: string): string {
  const [indentation = ""] = /^\n( *)/.exec(text)?.slice(1) ?? [];
  return text.replace(/^\n/, "").replace(new RegExp(`^ {0,${indentation.length}}`, "gm"), "");
}

function withoutTitle(yaml: string): string {
  return yaml.replace(/^# reorigin import .*\n\n?/, "");
}
