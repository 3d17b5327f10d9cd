import assert from "node:assert/strict";
import { test } from "node:test";
import { namesOf } from "../../../src/proxy/files/static-path.ts";

const cases: { path: string; expected: string[] | undefined }[] = [
  { path: "/", expected: [] },
  { path: "/a/b.css", expected: ["a", "b.css"] },
  { path: "//a///b/", expected: ["a", "b"] },
  { path: "/a%20b/%C3%A9", expected: ["a b", "é"] },
  { path: "/a/../b/./c", expected: ["b", "c"] },
  { path: "/../../etc/passwd", expected: ["etc", "passwd"] },
  { path: "/%2e%2e/%2E%2e/etc/passwd", expected: ["etc", "passwd"] },
  { path: "/...", expected: undefined },
  { path: "/.git/config", expected: undefined },
  { path: "/a/.htaccess", expected: undefined },
  { path: "/%2egit/config", expected: undefined },
  { path: "/..%2f..%2fetc/passwd", expected: undefined },
  { path: "/a%2f..%2fb", expected: undefined },
  { path: "/a%5c..%5cb", expected: undefined },
  { path: "/a%00.css", expected: undefined },
  { path: "/a%0ab", expected: undefined },
  { path: "/%252e%252e/x", expected: ["%2e%2e", "x"] },
  { path: "/%", expected: undefined },
  { path: "/%E9", expected: undefined },
  { path: "/%c0%ae%c0%ae/x", expected: undefined },
  { path: "/a:b;c", expected: ["a:b;c"] },
];

for (const { path, expected } of cases) {
  test(`names of ${path}`, () => assert.deepEqual(namesOf(path), expected));
}
