import assert from "node:assert/strict";
import { test } from "node:test";
import { requestRules } from "../../src/headers/request-fields.ts";
import {
  CHALLENGE_FIELDS,
  mapResponseFields,
  RESPONSE_FIELDS,
  responseRules,
} from "../../src/headers/response-fields.ts";
import { resolveRewriteOptions } from "../../src/options.ts";
import { responseContext } from "./contexts.ts";

/** What came and what goes on; undefined for a field that is dropped. */
type Sample = readonly [came: string, goes: string | undefined];

const URL_SAMPLE: Sample = ["http://legacy.internal:8080/x", "https://www.example.com/app/x"];
const PATH_SAMPLE: Sample = [
  "/x?u=http%3A%2F%2Flegacy.internal%3A8080%2Fy",
  "/app/x?u=https%3A%2F%2Fwww.example.com%2Fapp%2Fy",
];
const ORIGIN_SAMPLE: Sample = ["http://legacy.internal:8080", "https://www.example.com"];
const CSP_SAMPLE: Sample = ["img-src http://legacy.internal:8080/i/", "img-src https://www.example.com/app/i/"];
const QUOTED_SAMPLE: Sample = ['a="http://legacy.internal:8080/x"', 'a="https://www.example.com/app/x"'];
const QUOTED_ORIGIN_SAMPLE: Sample = ['a=(self "http://legacy.internal:8080")', 'a=(self "https://www.example.com")'];
const JSON_SAMPLE: Sample = [
  '{"a":"http:\\/\\/legacy.internal:8080\\/x"}',
  '{"a":"https:\\/\\/www.example.com\\/app\\/x"}',
];
const LINK_SAMPLE: Sample = ['</x>; rel="a"', '</app/x>; rel="a"'];
const COOKIE_SAMPLE: Sample = ["a=b; Path=/x; Domain=legacy.internal", "a=b; Path=/app/x; Domain=www.example.com"];
const DROPPED: Sample = ["/x", undefined];

/** A sample for every row of the tables, which changes only because of its row. */
const SAMPLES: Record<keyof typeof RESPONSE_FIELDS | keyof typeof CHALLENGE_FIELDS, Sample> = {
  location: PATH_SAMPLE,
  "content-location": URL_SAMPLE,
  "content-base": URL_SAMPLE,
  base: URL_SAMPLE,
  uri: ["<http://legacy.internal:8080/x>", "<https://www.example.com/app/x>"],
  alternates: ['{"/x" 0.9 {type text/html}}', '{"/app/x" 0.9 {type text/html}}'],
  refresh: ["5; url=/x", "5; url=/app/x"],
  link: LINK_SAMPLE,
  "link-template": ['"/{x}"; rel="/a"', '"/app/{x}"; rel="/a"'],
  "set-cookie": COOKIE_SAMPLE,
  "set-cookie2": COOKIE_SAMPLE,
  "access-control-allow-origin": ORIGIN_SAMPLE,
  "timing-allow-origin": ["*, http://legacy.internal:8080", "*, https://www.example.com"],
  "activate-storage-access": [
    'retry; allowed-origin="http://legacy.internal:8080"',
    'retry; allowed-origin="https://www.example.com"',
  ],
  "content-security-policy": CSP_SAMPLE,
  "content-security-policy-report-only": CSP_SAMPLE,
  "x-content-security-policy": CSP_SAMPLE,
  "x-content-security-policy-report-only": CSP_SAMPLE,
  "x-webkit-csp": CSP_SAMPLE,
  "x-webkit-csp-report-only": CSP_SAMPLE,
  "permissions-policy": QUOTED_ORIGIN_SAMPLE,
  "permissions-policy-report-only": QUOTED_ORIGIN_SAMPLE,
  "feature-policy": ["camera 'self' http://legacy.internal:8080", "camera 'self' https://www.example.com"],
  "x-frame-options": ["ALLOW-FROM http://legacy.internal:8080/x", "ALLOW-FROM https://www.example.com/app/x"],
  "connection-allowlist": ['("http://legacy.internal:8080/*")', '("https://www.example.com/app/*")'],
  "connection-allowlist-report-only": ['("http://legacy.internal:8080/*")', '("https://www.example.com/app/*")'],
  p3p: ['policyref="/w3c/p3p.xml", CP="NOI"', 'policyref="/app/w3c/p3p.xml", CP="NOI"'],
  "report-to": ['{"endpoints":[{"url":"/r"}]}', '{"endpoints":[{"url":"/app/r"}]}'],
  "reporting-endpoints": QUOTED_SAMPLE,
  "attribution-reporting-register-source": JSON_SAMPLE,
  "attribution-reporting-register-trigger": JSON_SAMPLE,
  "attribution-reporting-register-os-source": QUOTED_SAMPLE,
  "attribution-reporting-register-os-trigger": QUOTED_SAMPLE,
  "speculation-rules": ['"/rules.json"', '"/app/rules.json"'],
  "service-worker-allowed": ["/", "/app/"],
  "secure-session-registration": ['(ES256);path="/s"', '(ES256);path="/app/s"'],
  "snapshot-content-location": URL_SAMPLE,
  sourcemap: PATH_SAMPLE,
  "x-sourcemap": PATH_SAMPLE,
  destination: URL_SAMPLE,
  "redirect-ref": URL_SAMPLE,
  "odata-entityid": URL_SAMPLE,
  "svn-me-resource": PATH_SAMPLE,
  "svn-repository-root": PATH_SAMPLE,
  "svn-rev-root-stub": PATH_SAMPLE,
  "svn-rev-stub": PATH_SAMPLE,
  "svn-txn-root-stub": PATH_SAMPLE,
  "svn-txn-stub": PATH_SAMPLE,
  "svn-vtxn-root-stub": PATH_SAMPLE,
  "svn-vtxn-stub": PATH_SAMPLE,
  "x-pingback": URL_SAMPLE,
  "ajax-location": PATH_SAMPLE,
  "x-xrds-location": URL_SAMPLE,
  "sec-websocket-location": ["ws://legacy.internal:8080/x", "wss://www.example.com/app/x"],
  "sec-websocket-origin": ORIGIN_SAMPLE,
  "hx-location": ['{"path":"/x"}', '{"path":"/app/x"}'],
  "hx-push": PATH_SAMPLE,
  "hx-push-url": PATH_SAMPLE,
  "hx-redirect": PATH_SAMPLE,
  "hx-replace-url": PATH_SAMPLE,
  "hx-trigger": JSON_SAMPLE,
  "hx-trigger-after-settle": JSON_SAMPLE,
  "hx-trigger-after-swap": JSON_SAMPLE,
  "turbolinks-location": URL_SAMPLE,
  "x-ic-open": PATH_SAMPLE,
  "x-ic-pushurl": PATH_SAMPLE,
  "x-ic-redirect": PATH_SAMPLE,
  "x-inertia-location": PATH_SAMPLE,
  "x-pjax-url": PATH_SAMPLE,
  "x-responded-json": JSON_SAMPLE,
  "x-up-location": PATH_SAMPLE,
  "x-xhr-redirected-to": PATH_SAMPLE,
  "alt-svc": ['h3=":8443"; ma=3600', undefined],
  "clear-site-data": ['"cookies"', undefined],
  "expect-ct": ['max-age=1, report-uri="/r"', undefined],
  "public-key-pins": DROPPED,
  "public-key-pins-report-only": DROPPED,
  "strict-transport-security": ["max-age=1; includeSubDomains; preload", "max-age=1"],
  "use-as-dictionary": ['match="/x"', undefined],
  "x-accel-charset": DROPPED,
  "x-accel-expires": DROPPED,
  "x-accel-limit-rate": DROPPED,
  "x-accel-redirect": DROPPED,
  "x-lighttpd-send-file": DROPPED,
  "x-litespeed-location": DROPPED,
  "x-reproxy-url": DROPPED,
  "x-sendfile": DROPPED,
  host: DROPPED,
  "www-authenticate": ['Bearer realm="http://legacy.internal:8080/t"', 'Bearer realm="https://www.example.com/app/t"'],
  "optional-www-authenticate": ['Bearer as_uri="/t"', 'Bearer as_uri="/app/t"'],
};

const withChallenges = responseContext({ rules: responseRules(resolveRewriteOptions({ challenges: true })) });

for (const name of [...Object.keys(RESPONSE_FIELDS), ...Object.keys(CHALLENGE_FIELDS)] as (keyof typeof SAMPLES)[]) {
  test(`A10 ${name} is mapped or dropped`, () => {
    const [came, goes] = SAMPLES[name];
    assert.notEqual(came, goes);
    assert.deepEqual(mapResponseFields([name, came], withChallenges), goes === undefined ? [] : [name, goes]);
  });
}

const CASES: readonly { name: string; raw: string[]; mapped?: string[]; publicUrl?: string }[] = [
  { name: "unknown fields pass", raw: ["X-Whatever", "http://legacy.internal:8080/", "!#$%&'*+-.^_`|~", "/x"] },
  { name: "a field that every object has passes", raw: ["constructor", "/x", "__proto__", "/y"] },
  { name: "challenges stay", raw: ["WWW-Authenticate", 'Digest domain="/x"', "WWW-Authenticate", "NTLM"] },
  {
    name: "order, duplicates and spelling stay",
    raw: ["SET-COOKIE", "a=1; Path=/x", "X-B", "1", "Set-Cookie", "b=2; path=/y", "X-B", "2"],
    mapped: ["SET-COOKIE", "a=1; Path=/app/x", "X-B", "1", "Set-Cookie", "b=2; path=/app/y", "X-B", "2"],
  },
  { name: "URI without brackets", raw: ["URI", "/x"], mapped: ["URI", "/app/x"] },
  { name: "X-Accel-Buffering is for whoever buffers", raw: ["X-Accel-Buffering", "no"] },
  {
    name: "an application at the root clears its own site",
    publicUrl: "https://www.example.com/",
    raw: ["Clear-Site-Data", '"cookies"'],
  },
  {
    name: "no strict transport security without TLS",
    publicUrl: "http://www.example.com/",
    raw: ["Strict-Transport-Security", "max-age=1"],
    mapped: [],
  },
  { name: "strict transport security for the host", raw: ["Strict-Transport-Security", 'max-age="1" ; x'] },
  {
    name: "hop-by-hop fields go, and what Connection names",
    raw: [
      "Connection",
      "close, X-A",
      "X-A",
      "1",
      "Keep-Alive",
      "timeout=5",
      "X-B",
      "2",
      "Transfer-Encoding",
      "chunked",
    ],
    mapped: ["X-B", "2"],
  },
  {
    name: "Connection takes no end-to-end field away",
    raw: ["connection", "Content-Type, set-cookie", "Content-Type", "text/html", "Set-Cookie", "a=b"],
    mapped: ["Content-Type", "text/html", "Set-Cookie", "a=b"],
  },
];

for (const { name, raw, mapped = raw, publicUrl } of CASES) {
  test(`mapResponseFields(): ${name}`, () => {
    const before = [...raw];
    assert.deepEqual(mapResponseFields(raw, responseContext({}, publicUrl)), mapped);
    assert.deepEqual(raw, before, "what came is never changed");
  });
}

const EXTRA = {
  "X-Next-Page": "url",
  server: "drop",
  "strict-transport-security": "keep",
  connection: "keep",
};

test("responseRules() takes more fields, and other rules for those it knows", () => {
  const rules = responseRules(resolveRewriteOptions({ fields: EXTRA }));
  const raw = ["x-next-page", "/x", "Server", "a", "Strict-Transport-Security", "preload", "Connection", "x"];
  const mapped = ["x-next-page", "/app/x", "Strict-Transport-Security", "preload"];
  assert.deepEqual(mapResponseFields(raw, responseContext({ rules })), mapped);
});

test("responseRules() refuses a kind that does not exist", () => {
  const options = resolveRewriteOptions({ fields: { "x-a": "toString" } });
  assert.throws(() => responseRules(options), { code: "ERR_CONFIG", message: /"x-a" as "toString"/ });
});

test("routes without rules of their own share one set of them", () => {
  const [one, other] = [resolveRewriteOptions(), resolveRewriteOptions({ css: false })];
  assert.equal(responseRules(one), responseRules(other));
  assert.equal(requestRules(one), requestRules(other));
  assert.notEqual(responseRules(one), responseRules(one, { cookieTag: "ro1-" }));
});
