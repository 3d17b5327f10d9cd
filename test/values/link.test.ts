import { mounted } from "./scopes.ts";
import { testValues } from "./table-test.ts";

testValues("link", [
  {
    name: "a target",
    scope: mounted,
    input: "</a.css>; rel=preload; as=style",
    expected: "</app/a.css>; rel=preload; as=style",
  },
  {
    name: "several targets",
    scope: mounted,
    input: "</a>;rel=x, </b>;rel=y",
    expected: "</app/a>;rel=x, </app/b>;rel=y",
  },
  { name: "a comma in a target", scope: mounted, input: "</a,b>; rel=x", expected: "</app/a,b>; rel=x" },
  { name: "anchor", scope: mounted, input: '<x>; rel=up; anchor="/y"', expected: '<x>; rel=up; anchor="/app/y"' },
  {
    name: "imagesrcset",
    scope: mounted,
    input: '<x>; rel=preload; imagesrcset="/a 1x, /b 2x"; imagesizes="50vw"',
    expected: '<x>; rel=preload; imagesrcset="/app/a 1x, /app/b 2x"; imagesizes="50vw"',
  },
  { name: "rel is a name", input: '<x>; rel="next http://legacy.internal:8080/rel"' },
  { name: "brackets in quotes", scope: mounted, input: '<x>; title="a </b> \\" </c>"' },
  { name: "a target without an end", scope: mounted, input: "</a; rel=x" },
  {
    name: "a quote without an end",
    scope: mounted,
    input: '</a>; title="x, </b>',
    expected: '</app/a>; title="x, </b>',
  },
]);

testValues("link-template", [
  {
    name: "target and anchor, not rel",
    scope: mounted,
    input: '"/{user}"; rel="/author"; anchor="/#{user}"',
    expected: '"/app/{user}"; rel="/author"; anchor="/app/#{user}"',
  },
]);

testValues("tagged-list", [
  {
    name: "resources, not conditions",
    input:
      '<http://legacy.internal:8080/a> (<http://legacy.internal:8080/lock> ["x)y"]) <http://legacy.internal:8080/b>(Not <c>)',
    expected:
      '<https://www.example.com/a> (<http://legacy.internal:8080/lock> ["x)y"]) <https://www.example.com/b>(Not <c>)',
  },
  { name: "untagged", input: "(<http://legacy.internal:8080/lock>)" },
]);
