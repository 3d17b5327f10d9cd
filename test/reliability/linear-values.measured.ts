import assert from "node:assert/strict";
import { test } from "node:test";
import { narrowAcceptEncoding } from "../../src/body/codings/accept-encoding.ts";
import { parseContentCoding } from "../../src/body/codings/content-encoding.ts";
import { parseContentType } from "../../src/body/content-type.ts";
import { parseAuthority, parseRequestTarget } from "../../src/message/request-target.ts";
import { upgradeProtocols } from "../../src/message/upgrade.ts";
import { canonicalPath } from "../../src/url/parsing/path.ts";
import { rewriteValue, VALUES, type ValueKind } from "../../src/values/table.ts";
import { mounted } from "../values/scopes.ts";

const LENGTH = 16_384;

/** What values are made of, so that a reader could be made to read the same again and again. */
const PARTS = [
  ..."\"'\\()<>{}[],;:&=?#/%@ \t!|a",
  ...["../", "//", "%2F", "%252F", "url(", "/x 1x,", "a=/x;", "/*", '@import "', "\\u002F", "\\2f ", "&amp;", '{"a":'],
  ...["http:", "http://legacy.internal:8080/ ", "u=http%3A%2F%2Flegacy.internal%3A8080&", "legacy.", "W/x, ", "<u>;"],
];
const STARTS = ["", '"', "url(", "/", "http://legacy.internal:8080/", "0;url=", "/x "];

const READERS: Readonly<Record<string, (value: string) => unknown>> = {
  ...Object.fromEntries(
    (Object.keys(VALUES) as ValueKind[]).map((kind) => [kind, (value: string) => rewriteValue(kind, value, mounted)]),
  ),
  "Accept-Encoding": narrowAcceptEncoding,
  "Content-Encoding": (value) => parseContentCoding([value], 2),
  "Content-Type": parseContentType,
  "Connection and Upgrade": (value) =>
    upgradeProtocols({ httpVersionMinor: 1, headers: { upgrade: value, connection: value } }),
  "the request target": (value) => parseRequestTarget("GET", `/${value}`),
  Host: parseAuthority,
  "a path": (value) => canonicalPath(`/${value}`),
};

for (const [name, read] of Object.entries(READERS)) {
  test(`B-48 four times the length takes about four times the time: ${name}`, () => {
    for (const start of STARTS) {
      for (const part of PARTS) {
        const value = (length: number) => start + part.repeat(length / part.length);
        // Quadratic reading of so much would take longer.
        if (cpuMs(() => read(value(LENGTH))) < 10) continue;
        const [short, long] = [LENGTH, 4 * LENGTH].map((length) => fastestOf(4, () => read(value(length))));
        const said = `${JSON.stringify(start)} and many ${JSON.stringify(part)}: ${short} ms, then ${long} ms`;
        assert.ok(long! < 40 || long! < 8 * short!, said);
      }
    }
  });
}

function fastestOf(runs: number, run: () => unknown): number {
  return Math.min(...Array.from({ length: runs }, () => cpuMs(run)));
}

function cpuMs(run: () => unknown): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
