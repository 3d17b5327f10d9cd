import { mounted } from "./scopes.ts";
import { testValues } from "./table-test.ts";

testValues("json", [
  {
    name: "plain slashes",
    input: '{"a":"http://legacy.internal:8080/x"}',
    expected: '{"a":"https://www.example.com/x"}',
  },
  {
    name: "escaped slashes",
    scope: mounted,
    input: String.raw`{"a":"http:\/\/legacy.internal:8080\/x"}`,
    expected: String.raw`{"a":"https:\/\/www.example.com\/app\/x"}`,
  },
  { name: "paths under unknown keys", scope: mounted, input: '{"a":"/x"}' },
]);

testValues("report-to", [
  {
    name: "what would end a string stays escaped",
    scope: mounted,
    input: String.raw`{"url":"/a/../\u0022,\u0001x"}`,
    expected: String.raw`{"url":"/app/\",\u0001x"}`,
  },
  {
    name: "several groups",
    scope: mounted,
    input: '{"group":"/a","endpoints":[{"url":"/r"}]}, {"endpoints":[{ "url" : "/s","priority":1}]}',
    expected: '{"group":"/a","endpoints":[{"url":"/app/r"}]}, {"endpoints":[{ "url" : "/app/s","priority":1}]}',
  },
  {
    name: "escaped slashes",
    scope: mounted,
    input: String.raw`{"url":"\/a\u002Fb\n"}`,
    expected: String.raw`{"url":"\/app\/a\u002Fb\n"}`,
  },
  {
    name: "unicode slashes",
    scope: mounted,
    input: String.raw`{"url":"http:\u002f\u002flegacy.internal:8080\u002f"}`,
    expected: String.raw`{"url":"https:\u002f\u002fwww.example.com\u002fapp\u002f"}`,
  },
  { name: "a string without an end", scope: mounted, input: '{"url":"/x' },
  { name: "a key of every object", scope: mounted, input: '{"constructor":"/x","toString":"/y"}' },
]);

testValues("hx-location", [
  { name: "a URL", scope: mounted, input: "/x", expected: "/app/x" },
  {
    name: "an object",
    scope: mounted,
    input: ' {"path":"/x","target":"/y"}',
    expected: ' {"path":"/app/x","target":"/y"}',
  },
]);
