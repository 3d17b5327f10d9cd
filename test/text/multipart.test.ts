import { MultipartRewriter } from "../../src/text/multipart.ts";
import { type Case, INTERNAL, PUBLIC, testCases } from "./harness.ts";

const lines = (...parts: string[]) => parts.join("\r\n");
const FIELD = 'Content-Disposition: form-data; name="a"';

const CASES: Case[] = [
  {
    name: "text fields are rewritten, files are not",
    input: lines(
      "--b",
      FIELD,
      "",
      `see ${INTERNAL}/x`,
      "--b",
      `${FIELD}; filename="a.txt"`,
      "Content-Type: text/plain",
      "",
      INTERNAL,
      "--b",
      FIELD,
      "content-type: text/plain; charset=utf-8",
      "",
      `${INTERNAL}/1`,
      "",
      INTERNAL,
      "--b--",
      "",
    ),
    expected: lines(
      "--b",
      FIELD,
      "",
      `see ${PUBLIC}/x`,
      "--b",
      `${FIELD}; filename="a.txt"`,
      "Content-Type: text/plain",
      "",
      INTERNAL,
      "--b",
      FIELD,
      "content-type: text/plain; charset=utf-8",
      "",
      `${PUBLIC}/1`,
      "",
      PUBLIC,
      "--b--",
      "",
    ),
  },
  {
    name: "JSON is text, other types and transfer codings are not",
    input: lines(
      ...["--b", FIELD, "Content-Type: application/ld+json", "", `"${INTERNAL}"`],
      ...["--b", FIELD, "Content-Type: application/octet-stream", "", INTERNAL],
      ...["--b", FIELD, "Content-Transfer-Encoding: base64", "", INTERNAL],
      ...["--b", "Content-Disposition: attachment", "", INTERNAL, "--b--"],
    ),
    expected: lines(
      ...["--b", FIELD, "Content-Type: application/ld+json", "", `"${PUBLIC}"`],
      ...["--b", FIELD, "Content-Type: application/octet-stream", "", INTERNAL],
      ...["--b", FIELD, "Content-Transfer-Encoding: base64", "", INTERNAL],
      ...["--b", "Content-Disposition: attachment", "", INTERNAL, "--b--"],
    ),
  },
  {
    name: "what stands before the first and after the last part stays",
    input: lines(INTERNAL, "--b", FIELD, "", "x", "--b--", INTERNAL, "", INTERNAL),
  },
  {
    name: "a text that almost is a boundary",
    input: lines("--b", FIELD, "", `\r\n--\r\n--a ${INTERNAL}\r\n-`, "--b--"),
    expected: lines("--b", FIELD, "", `\r\n--\r\n--a ${PUBLIC}\r\n-`, "--b--"),
  },
  {
    name: "a body that ends too early",
    input: lines("--b", FIELD, "", `${INTERNAL}\r\n--`),
    expected: lines("--b", FIELD, "", `${PUBLIC}\r\n--`),
  },
  { name: "header fields that do not end", input: lines("--b", FIELD) },
  {
    name: "the content behind header fields that are too long stays",
    input: lines("--b", FIELD, `X: ${"x".repeat(20_000)}`, "", INTERNAL, "--b--"),
  },
  { name: "another boundary", input: lines("--c", FIELD, "", INTERNAL, "--c--") },
  { name: "nothing", input: "" },
];

testCases(CASES, ({ scope }) => new MultipartRewriter(scope, "b"));
