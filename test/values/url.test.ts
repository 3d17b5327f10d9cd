import { mounted } from "./scopes.ts";
import { testValues } from "./table-test.ts";

testValues("url", [
  { name: "absolute", input: "http://legacy.internal:8080/x", expected: "https://www.example.com/x" },
  { name: "root-relative under a mount", scope: mounted, input: "/x", expected: "/app/x" },
  {
    name: "a percent-encoded URL in the query",
    input: "/login?return=http%3A%2F%2Flegacy.internal%3A8080%2Fx",
    expected: "/login?return=https%3A%2F%2Fwww.example.com%2Fx",
  },
  {
    name: "the reference and its fragment",
    input: "http://legacy.internal:8080/#!http://legacy.internal:8080/y",
    expected: "https://www.example.com/#!https://www.example.com/y",
  },
  {
    name: "a URL in a foreign path",
    input: "https://archive.example/2020/http://legacy.internal:8080/y",
    expected: "https://archive.example/2020/https://www.example.com/y",
  },
  {
    name: "a URL with a line break, in a path that climbs",
    scope: mounted,
    input: "..\\..\\x/ht\ntp://legacy.internal:8080/y",
    expected: "/app/x/https://www.example.com/app/y",
  },
  {
    name: "javascript: is script",
    input: " JavaScript:go('http://legacy.internal:8080/y')",
    expected: " JavaScript:go('https://www.example.com/y')",
  },
  { name: "javascript: has no paths", scope: mounted, input: "javascript:/x/.test(y)" },
  {
    name: "view-source: is followed by a URL",
    input: "view-source:http://legacy.internal:8080/y",
    expected: "view-source:https://www.example.com/y",
  },
  {
    name: "webcal: is another name of http",
    scope: mounted,
    input: "webcal://legacy.internal:8080/y.ics",
    expected: "webcal://www.example.com/app/y.ics",
  },
  {
    name: "jar: is followed by a URL",
    input: "jar:http://legacy.internal:8080/y.jar!/a",
    expected: "jar:https://www.example.com/y.jar!/a",
  },
  {
    name: "URLs that are arguments of Office",
    input: "ms-word:ofv|u|http://legacy.internal:8080/y.docx|p|http://legacy.internal:8080/",
    expected: "ms-word:ofv|u|https://www.example.com/y.docx|p|https://www.example.com/",
  },
  { name: "mailto:", scope: mounted, input: "mailto:a@b.example" },
  { name: "data:", scope: mounted, input: "data:image/png;base64,/9j/4AAQ" },
  { name: "empty", scope: mounted, input: "" },
  { name: "a fragment", scope: mounted, input: "#top" },
]);

testValues("reference", [
  { name: "absolute", input: "http://legacy.internal:8080/x", expected: "https://www.example.com/x" },
  { name: "leaves the query alone", input: "/login?return=http%3A%2F%2Flegacy.internal%3A8080%2Fx" },
]);

testValues("url-if-named", [
  { name: "absolute", input: "http://legacy.internal:8080/x", expected: "https://www.example.com/x" },
  { name: "scheme-relative", input: "//legacy.internal:8080/x", expected: "//www.example.com/x" },
  { name: "a path may be anything", scope: mounted, input: "/x" },
]);

testValues("origin", [
  { name: "internal", scope: mounted, input: "http://legacy.internal:8080", expected: "https://www.example.com" },
  { name: "foreign", input: "http://other.example" },
  { name: "null", input: "null" },
  { name: "any", input: "*" },
]);

testValues("script", [
  { name: "a string", input: "f('http://legacy.internal:8080/x')", expected: "f('https://www.example.com/x')" },
  { name: "code", input: "legacy.internal.go()" },
]);

testValues("text", [
  { name: "a name", input: "see http://legacy.internal:8080/x.", expected: "see https://www.example.com/x." },
]);
