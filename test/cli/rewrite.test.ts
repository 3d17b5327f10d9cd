import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { run } from "./run.ts";

const directory = mkdtempSync(join(tmpdir(), "reorigin-"));
after(() => rmSync(directory, { recursive: true }));

const PAGE = '<a href="http://legacy.internal/x">é</a>';
const FILE = join(directory, "page.html");
writeFileSync(FILE, PAGE);

const REWRITE = ["rewrite", "--internal", "http://legacy.internal/"];
const TO_A = [...REWRITE, "--public", "https://a.example/"];

const cases: { name: string; argv: string[]; stdin?: string[]; expected: string }[] = [
  { name: "standard input", argv: TO_A, stdin: [PAGE], expected: '<a href="https://a.example/x">é</a>' },
  {
    name: "standard input in pieces, a name cut in two",
    argv: TO_A,
    stdin: ['<a href="http://leg', 'acy.internal/x">', "</a>"],
    expected: '<a href="https://a.example/x"></a>',
  },
  { name: "nothing", argv: TO_A, expected: "" },
  { name: "a file", argv: [...TO_A, FILE], expected: '<a href="https://a.example/x">é</a>' },
  { name: "- is standard input", argv: [...TO_A, "-"], stdin: [PAGE], expected: '<a href="https://a.example/x">é</a>' },
  {
    name: "the first of several public URLs is written",
    argv: [...TO_A, "--public", "https://b.example/"],
    stdin: [PAGE],
    expected: '<a href="https://a.example/x">é</a>',
  },
  {
    name: "aliases",
    argv: [...TO_A, "--alias", "http://old", "--alias", "http://older"],
    stdin: ['<a href="http://old/"><a href="http://older/">'],
    expected: '<a href="https://a.example/"><a href="https://a.example/">',
  },
  {
    name: "a mount: root-relative references are those of the internal URL",
    argv: [...REWRITE, "--public", "https://a.example/app/"],
    stdin: ['<a href="/x">'],
    expected: '<a href="/app/x">',
  },
  {
    name: "a document of another base keeps its root-relative references",
    argv: [...REWRITE, "--public", "https://a.example/app/", "--base", "http://elsewhere.example/"],
    stdin: ['<a href="/x"><a href="http://legacy.internal/">'],
    expected: '<a href="/x"><a href="https://a.example/app/">',
  },
  {
    name: "another type",
    argv: [...TO_A, "--type", "text/css"],
    stdin: ["a{background:url(http://legacy.internal/x)}"],
    expected: "a{background:url(https://a.example/x)}",
  },
  {
    name: "a type that is not rewritten",
    argv: [...TO_A, "--type", "application/octet-stream"],
    stdin: [PAGE],
    expected: PAGE,
  },
  ...["scan", "htmlparser2", "parse5"].map((engine) => ({
    name: `engine ${engine}`,
    argv: [...TO_A, "--engine", engine],
    stdin: [PAGE],
    expected: '<a href="https://a.example/x">é</a>',
  })),
];

describe("rewrite", () => {
  for (const { name, argv, stdin = [], expected } of cases) {
    test(name, async () => {
      assert.deepEqual(await run(argv, { stdin }), { code: 0, stdout: expected, stderr: "" });
    });
  }

  const failures: { name: string; file: string; expected: string }[] = [
    { name: "a file that is not there", file: "/none/page.html", expected: "there is no such file" },
    { name: "a directory", file: directory, expected: "it is a directory" },
  ];
  for (const { name, file, expected } of failures) {
    test(`${name}: exit code 1`, async () => {
      const stderr = `reorigin: Cannot read "${file}": ${expected}\n`;
      assert.deepEqual(await run([...TO_A, file]), { code: 1, stdout: "", stderr });
    });
  }
});
