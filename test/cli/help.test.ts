import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { run } from "./run.ts";

const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));

const cases: { input: string; expected: RegExp[] }[] = [
  { input: "--help", expected: [/^ {2}reorigin \[serve\] INTERNAL/m, /^ {2}check +validate/m, /^ {2}2 +wrong usage/m] },
  { input: "-h", expected: [/^Commands:$/m] },
  { input: "http://legacy.internal --help", expected: [/^Commands:$/m] },
  {
    input: "serve --help",
    expected: [
      /^Usage: reorigin \[serve\] INTERNAL/,
      /^ {2}--public URL +where .*; may be repeated$/m,
      /^ {2}--log-level LEVEL /m,
      /REORIGIN_LOG_LEVEL/,
      /The command line wins over the environment, which wins over the file/,
    ],
  },
  {
    input: "rewrite --help",
    expected: [/^ {2}FILE +/m, /^ {2}--internal URL .*; required$/m, /^ {2}--type MEDIATYPE/m],
  },
  {
    input: "explain --help",
    expected: [
      /^Usage: reorigin explain --config FILE URL\|FILE$/m,
      /^ {2}-H, --header NAME:VALUE +.*; may be repeated$/m,
      /^ {2}--fail-on-leak +/m,
    ],
  },
  { input: "check -h", expected: [/^ {2}--config FILE /m] },
  {
    input: "import -h",
    expected: [/^Usage: reorigin import apache\|nginx\|lighttpd FILE$/m, /^ {2}SERVER +apache, /m],
  },
  { input: "demo -h", expected: [/^ {2}--listen HOST:PORT /m] },
];

describe("help", () => {
  for (const { input, expected } of cases) {
    test(`reorigin ${input}`, async () => {
      const { code, stdout, stderr } = await run(input.split(" "));
      assert.deepEqual({ code, stderr }, { code: 0, stderr: "" });
      for (const pattern of expected) assert.match(stdout, pattern);
      assert.deepEqual(
        stdout.split("\n").filter((line) => line.length > 120),
        [],
      );
    });
  }

  for (const option of ["--version", "-V"]) {
    test(`reorigin ${option}`, async () => {
      assert.deepEqual(await run([option]), { code: 0, stdout: `${version}\n`, stderr: "" });
    });
  }
});
