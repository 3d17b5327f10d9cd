import assert from "node:assert/strict";
import { test } from "node:test";
import { cookieRule, cookieTag } from "../../src/headers/separate-cookies.ts";
import { tagCookie } from "../../src/shim/browser/cookie-names.ts";
import { parseTarget } from "../../src/url/places/place.ts";

const OWN = "ro00000001-";
const OTHER = "ro00000002-";

const set: { name: string; cookie: string; expected?: string }[] = [
  { name: "a session", cookie: "SID=1; Path=/", expected: `${OWN}SID=1; Path=/` },
  { name: "an empty value", cookie: "SID=", expected: `${OWN}SID=` },
  { name: "a cookie that goes", cookie: "SID=; Max-Age=0", expected: `${OWN}SID=; Max-Age=0` },
  {
    name: "a prefix stays in front",
    cookie: "__Host-SID=1; Secure; Path=/",
    expected: `__Host-${OWN}SID=1; Secure; Path=/`,
  },
  { name: "a prefix in any case", cookie: "__secure-SID=1", expected: `__secure-${OWN}SID=1` },
  { name: "a prefix of two words", cookie: "__Host-Http-SID=1", expected: `__Host-Http-${OWN}SID=1` },
  { name: "white space in front", cookie: " \tSID = 1", expected: ` \t${OWN}SID = 1` },
  { name: "a tag of a proxy behind this one", cookie: `${OTHER}SID=1`, expected: `${OWN}${OTHER}SID=1` },
  { name: "no name", cookie: "=1; Path=/" },
  { name: "no name and no equals sign", cookie: "1; Path=/" },
  { name: "nothing", cookie: "" },
];

for (const { name, cookie, expected = cookie } of set) {
  test(`a cookie is set: ${name}`, () => {
    assert.equal(tagCookie(cookie, OWN), expected);
    const pair = expected.split(";", 1)[0] as string;
    assert.equal(cookieRule(OWN)(pair, undefined, ["Cookie", pair]) ?? "", cookie.split(";", 1)[0]?.trimStart());
  });
}

/** Lines of Cookie fields. */
const sent: { name: string; tag?: string | undefined; lines: string[]; expected: (string | undefined)[] }[] = [
  { name: "its own", lines: [`a=1; ${OWN}SID=2; b=3`], expected: ["a=1; SID=2; b=3"] },
  { name: "another's", lines: [`a=1; ${OTHER}SID=2; b=3`], expected: ["a=1; b=3"] },
  { name: "another's first", lines: [`${OTHER}SID=2; a=1;b=2`], expected: ["a=1;b=2"] },
  { name: "another's alone", lines: [`${OTHER}SID=2`], expected: [undefined] },
  {
    name: "behind a prefix",
    lines: [`__Host-${OWN}SID=1; __Host-${OTHER}SID=2; __Host-x=3`],
    expected: ["__Host-SID=1; __Host-x=3"],
  },
  { name: "an own one outdoes one without a tag", lines: [`SID=1; ${OWN}SID=2; sid=3`], expected: ["SID=2; sid=3"] },
  { name: "so in another line", lines: ["SID=1", `${OWN}SID=2`], expected: [undefined, "SID=2"] },
  { name: "two own ones of one name", lines: [`${OWN}SID=1; ${OWN}SID=2`], expected: ["SID=1; SID=2"] },
  { name: "white space and empty pairs stay", lines: [`a = 1;;  ${OWN}SID= "2" ;`], expected: [`a = 1;;  SID= "2" ;`] },
  { name: "no name", lines: ["x; =y; ro12345678-=z"], expected: ["x; =y; ro12345678-=z"] },
  {
    name: "what only looks like a tag",
    lines: ["ro1-x=1; Rock-x=2; ro0000000g-x=3; xro00000002-y=4"],
    expected: ["ro1-x=1; Rock-x=2; ro0000000g-x=3; xro00000002-y=4"],
  },
  { name: "a value is no name", lines: [`a=${OTHER}SID=1`], expected: [`a=${OTHER}SID=1`] },
  { name: "an application without a tag", tag: undefined, lines: [`SID=1; ${OTHER}SID=2`], expected: ["SID=1"] },
];

for (const { name, lines, expected, ...row } of sent) {
  const tag = "tag" in row ? row.tag : OWN;
  test(`cookies are sent: ${name}`, () => {
    const raw = lines.flatMap((line) => ["cookie", line]);
    assert.deepEqual(
      lines.map((line) => cookieRule(tag)(line, undefined, raw)),
      expected,
    );
  });
}

test("a tag tells routes apart and stays the same", () => {
  const urls = ["https://h/", "https://h/app/", "https://h/app2/", "https://h:8443/", "https://g/"];
  const tags = urls.map((url) => cookieTag(parseTarget(url)));
  assert.equal(new Set(tags).size, urls.length);
  assert.equal(cookieTag(parseTarget("http://h/app")), tags[1]);
  for (const tag of tags) assert.match(tag, /^ro[0-9a-f]{8}-$/);
});
