import assert from "node:assert/strict";
import { posix } from "node:path";
import { describe, test } from "node:test";
import fc from "fast-check";
import { decided, siteOf } from "../proxy/routing/decisions.ts";
import { runs, SEED } from "../random.ts";

const ROOT = "http://root.internal";
const APP = "http://app.internal";
const ADMIN = "http://admin.internal";

/** An application at the root, one with a folder of its own on both sides, and one that hides a folder of the first. */
const site = siteOf([
  { public: "http://www.example.com/", internal: `${ROOT}/` },
  { public: "http://www.example.com/app/", internal: `${APP}/shop/` },
  { public: "http://www.example.com/admin/", internal: `${ADMIN}/` },
  { public: "http://alone.example/app/", internal: `${APP}/` },
]);

function sent(path: string, host?: string): string {
  const made = decided(site, { path, ...(host && { host }) });
  return typeof made === "string" ? made : made.upstream + made.path;
}

const REFUSED = "invalid-target";

const cases: readonly { readonly name: string; readonly path: string; readonly expected: string }[] = [
  { name: "a plain path", path: "/app/x", expected: `${APP}/shop/x` },
  { name: "dot segments choose the route", path: "/app/../admin/x", expected: `${ADMIN}/x` },
  { name: "encoded dot segments", path: "/app/a/%2e%2e/x", expected: `${APP}/shop/x` },
  { name: "encoded dot segments between routes", path: "/app/%2e%2e/admin/x", expected: REFUSED },
  { name: "half of the dots encoded, between routes", path: "/app/.%2E/admin/x", expected: REFUSED },
  { name: "dots above the root", path: "/../../app/x", expected: `${APP}/shop/x` },
  { name: "three dots are a name", path: "/app/.../x", expected: `${APP}/shop/.../x` },
  { name: "dots in a name", path: "/app/..x/x..", expected: `${APP}/shop/..x/x..` },
  { name: "an encoded slash behind dots", path: "/app/..%2fadmin/x", expected: REFUSED },
  { name: "an encoded backslash behind dots", path: "/app/..%5cadmin/x", expected: REFUSED },
  { name: "dots and slashes encoded", path: "/app%2f%2e%2e%2fadmin/x", expected: REFUSED },
  { name: "dots encoded twice", path: "/app/%252e%252e/x", expected: REFUSED },
  { name: "dots as overlong UTF-8", path: "/app/%c0%ae%c0%ae/x", expected: REFUSED },
  { name: "a slash as overlong UTF-8", path: "/app/..%c0%afx", expected: REFUSED },
  { name: "dots with a parameter", path: "/app/..;/x", expected: REFUSED },
  { name: "dots with a longer parameter", path: "/app/..;a=b/admin/x", expected: REFUSED },
  { name: "a parameter of the mount", path: "/app;a=b/x", expected: REFUSED },
  { name: "a parameter below the mount", path: "/app/x;jsessionid=1", expected: `${APP}/shop/x;jsessionid=1` },
  { name: "an encoded letter of a mount", path: "/%61dmin/x", expected: REFUSED },
  { name: "an encoded slash behind a mount", path: "/admin%2fx", expected: REFUSED },
  { name: "an encoded slash below a mount", path: "/app/a%2Fb", expected: `${APP}/shop/a%2Fb` },
  { name: "several slashes before a mount", path: "//admin/x", expected: REFUSED },
  { name: "several slashes below a mount", path: "/app//x", expected: `${APP}/shop//x` },
  { name: "several slashes that name no mount", path: "//evil.example/x", expected: `${ROOT}//evil.example/x` },
  { name: "a backslash", path: "/app\\x", expected: REFUSED },
  { name: "NUL", path: "/app/x%00.html", expected: REFUSED },
  { name: "a fragment", path: "/app/x#/../admin", expected: REFUSED },
  {
    name: "everything of it may stand in a query",
    path: "/app/x?..%2f\\%00;//",
    expected: `${APP}/shop/x?..%2f\\%00;//`,
  },
  { name: "a name that begins like a mount", path: "/apple/x", expected: `${ROOT}/apple/x` },
  { name: "the mount again, further on", path: "/app/app/x", expected: `${APP}/shop/app/x` },
  { name: "the mount in the middle", path: "/x/app/x", expected: `${ROOT}/x/app/x` },
  { name: "paths are case-sensitive", path: "/APP/x", expected: `${ROOT}/APP/x` },
  { name: "a dot at the end is a part of the name", path: "/app./x", expected: `${ROOT}/app./x` },
  { name: "a broken escape is a text", path: "/app/%zz%", expected: `${APP}/shop/%zz%` },
  { name: "a broken escape beside dots", path: "/app/%2/..%zz/x", expected: `${APP}/shop/%2/..%zz/x` },
  { name: "an escape that IIS knows", path: "/app/..%u002fadmin/x", expected: REFUSED },
  { name: "an escape that IIS knows, below the mount", path: "/app/a%u00e9", expected: `${APP}/shop/a%u00e9` },
];

describe("B-23 B-24 B-26 B-27 a path is matched by one canonical form, and forwarded as it is or refused", () => {
  for (const { name, path, expected } of cases) {
    test(`${name}: ${path}`, () => assert.equal(sent(path), expected));
  }

  test("where nothing else is served, what climbs out is refused", () => {
    assert.equal(sent("/app/..%2fx", "alone.example"), REFUSED);
    assert.equal(sent("/app/x%2fy", "alone.example"), `${APP}/x%2fy`);
  });
});

/** How servers read paths: as the URL standard says, and in the ways of nginx, Tomcat and IIS. */
const SERVERS: Readonly<Record<string, (path: string) => string>> = {
  "URL standard": (path) => URL.parse(`http://h${path}`)?.pathname ?? "",
  "decodes first": (path) => posix.normalize(unescaped(path)),
  "cuts parameters first": (path) => posix.normalize(unescaped(path.replace(/;[^/]*/g, ""))),
  "cuts parameters after decoding": (path) => posix.normalize(unescaped(path).replace(/;[^/]*/g, "")),
  "takes backslashes for slashes": (path) => posix.normalize(unescaped(path).replaceAll("\\", "/")),
  "decodes twice": (path) => posix.normalize(unescaped(unescaped(path))),
};

function unescaped(path: string): string {
  return path.replace(/%([\da-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** The place that a path leads to, by its first segment. */
function placeOf(path: string): string {
  const [, first = ""] = path.split("/");
  if (first === "app") return APP;
  return first === "admin" ? ADMIN : ROOT;
}

const PIECES = [
  ...[
    "/",
    "//",
    "app",
    "admin",
    "shop",
    "x",
    ".",
    "..",
    "...",
    ";",
    ";a=b",
    "%2e",
    "%2E",
    ".%2e",
    "%252e",
    "%2f",
    "%5c",
  ],
  ...["%252f", "%61pp", "%61dmin", "%c0%ae", "%c0%af", "%20", "%", "%25", "~", ":", "@"],
];

test("B-27 every server reads the route that was chosen out of what it is sent", (t) => {
  t.diagnostic(`SEED=${SEED}`);
  let forwarded = 0;
  const holds = (pieces: readonly string[]) => {
    const path = `/${pieces.join("")}`;
    const made = decided(site, { path });
    if (typeof made === "string") return;
    forwarded++;
    for (const [server, read] of Object.entries(SERVERS)) {
      assert.equal(placeOf(read(path)), made.upstream, `asked for ${path}, ${server}: ${read(path)}`);
      if (made.upstream !== APP) continue;
      const seen = read(made.path);
      assert.ok(seen === "/shop" || seen.startsWith("/shop/"), `sent ${made.path}, ${server}: ${seen}`);
    }
  };
  const path = fc.array(fc.constantFrom(...PIECES), { maxLength: 8 });
  const below = path.map((pieces) => ["app/", ...pieces]);
  fc.assert(fc.property(fc.oneof(path, below), holds), runs(20_000));
  assert.ok(forwarded > 2000, `only ${forwarded} were forwarded`);
});
