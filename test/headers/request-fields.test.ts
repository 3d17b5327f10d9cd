import assert from "node:assert/strict";
import { test } from "node:test";
import {
  mapRequestFields,
  QUERY_FIELDS,
  REQUEST_FIELDS,
  type RequestFieldContext,
  requestRules,
} from "../../src/headers/request-fields.ts";
import { CONTENT_FIELDS } from "../../src/headers/validators.ts";
import { FORWARDING_FIELDS } from "../../src/message/forwarding-fields.ts";
import { resolveRewriteOptions } from "../../src/options.ts";
import { requestContext } from "./contexts.ts";

/** What came and what goes on, undefined for a field that is dropped; and a field beside it that is dropped, too. */
type Sample = readonly [came: string, goes: string | undefined, beside?: readonly [name: string, value: string]];

const URL_SAMPLE: Sample = ["https://www.example.com/app/x?a", "http://legacy.internal:8080/x?a"];
const TAG_SAMPLE: Sample = ['"a-ro123456", "b"', '"a", "b"'];
const DROPPED: Sample = ["/x", undefined];

const SAMPLES: Record<keyof typeof REQUEST_FIELDS, Sample> = {
  host: ["www.example.com", undefined],
  origin: ["https://www.example.com", "http://other.internal"],
  "sec-websocket-origin": ["https://www.example.com", "http://other.internal"],
  referer: URL_SAMPLE,
  "content-location": URL_SAMPLE,
  link: ["<https://www.example.com/app/x>; rel=a", "<http://legacy.internal:8080/x>; rel=a"],
  "ping-from": URL_SAMPLE,
  "ping-to": URL_SAMPLE,
  destination: URL_SAMPLE,
  if: ['<https://www.example.com/app/x> (<urn:a> ["b-ro123456"])', '<http://legacy.internal:8080/x> (<urn:a> ["b"])'],
  "call-back": ["<https://www.example.com/app/x>", "<http://legacy.internal:8080/x>"],
  "hx-current-url": URL_SAMPLE,
  "turbolinks-referrer": URL_SAMPLE,
  "if-match": TAG_SAMPLE,
  "if-none-match": TAG_SAMPLE,
  "if-range": ['"a-ro123456"', undefined],
  range: ["bytes=0-4", undefined, ["If-Range", '"a-ro123456"']],
  "accept-encoding": ["gzip, dcb", "gzip"],
  "available-dictionary": [":x:", undefined],
  "dictionary-id": ['"x"', undefined],
  expect: ["100-continue", undefined],
  proxy: ["http://evil.example/", undefined],
  "x-original-url": DROPPED,
  "x-rewrite-url": DROPPED,
};

/** What becomes of the fields that came: without those that are always added. */
function mapOnly(raw: readonly string[], context: RequestFieldContext): string[] {
  const added = mapRequestFields([], context);
  const mapped = mapRequestFields(raw, context);
  assert.deepEqual(mapped.slice(0, 2), ["Host", context.host]);
  return mapped.slice(2, mapped.length - added.length + 2);
}

for (const name of Object.keys(REQUEST_FIELDS) as (keyof typeof REQUEST_FIELDS)[]) {
  test(`A10 ${name} is mapped or dropped`, () => {
    const [came, goes, beside = []] = SAMPLES[name];
    assert.notEqual(came, goes);
    assert.deepEqual(mapOnly([name, came, ...beside], requestContext()), goes === undefined ? [] : [name, goes]);
  });
}

for (const name of Object.keys(QUERY_FIELDS)) {
  test(`${name} is mapped with its query by option`, () => {
    const rules = requestRules(resolveRewriteOptions({ query: true }));
    const raw = [name, "https://www.example.com/app/x?u=https%3A%2F%2Fwww.example.com%2Fapp%2Fy"];
    const mapped = [name, "http://legacy.internal:8080/x?u=http%3A%2F%2Flegacy.internal%3A8080%2Fy"];
    assert.deepEqual(mapOnly(raw, requestContext({ rules })), mapped);
  });
}

for (const name of Object.keys(CONTENT_FIELDS)) {
  test(`${name} goes with the content that it describes`, () => {
    assert.deepEqual(mapOnly([name, "1"], requestContext()), [name, "1"]);
    assert.deepEqual(mapOnly([name, "1"], requestContext({ bodyChanged: true })), []);
  });
}

for (const name of Object.keys(FORWARDING_FIELDS)) {
  test(`${name} is not believed from everybody`, () => {
    assert.deepEqual(mapOnly([name, "evil.example"], requestContext()), []);
  });
}

const FAMILY = ["x-forwarded-user", "X-Original-URI", "Remote-User", "X-Remote-User", "SSL-Client-Cert", "X-SSL-Cert"];
const STRANGERS = ["X-Forward-User", "X-Original", "Remote", "X-Remotely-Y", "SSL-Clients", "My-X-Forwarded-User"];

for (const name of FAMILY) {
  test(`B-7 ${name} is believed from trusted proxies only`, () => {
    const forwarding = { ...requestContext().forwarding, isTrusted: true };
    assert.deepEqual(mapOnly([name, "1"], requestContext()), []);
    assert.deepEqual(mapRequestFields([name, "1"], requestContext({ forwarding })).slice(2, 4), [name, "1"]);
  });
}

for (const name of STRANGERS) {
  test(`B-7 ${name} says nothing of a client`, () => {
    assert.deepEqual(mapOnly([name, "1"], requestContext()), [name, "1"]);
  });
}

const CASES: readonly { name: string; raw: string[]; mapped?: string[]; context?: RequestFieldContext }[] = [
  {
    name: "unknown fields pass",
    raw: ["X-Whatever", "https://www.example.com/app/", "Cookie", "a=https://www.example.com/app/"],
  },
  { name: "credentials pass", raw: ["Authorization", 'Digest uri="/app/x"'] },
  {
    name: "an Origin that names the request's own host is the application's",
    raw: ["Host", "www.example.com", "Origin", "https://www.example.com"],
    mapped: ["Origin", "http://legacy.internal:8080"],
  },
  {
    name: "loopback has several names",
    raw: ["Host", "localhost:3000", "Origin", "http://localhost:3000"],
    mapped: ["Origin", "http://legacy.internal:8080"],
  },
  { name: "a foreign Origin stays", raw: ["Origin", "https://evil.example"] },
  { name: "Origin: null stays", raw: ["Origin", "null"] },
  {
    name: "a public Host goes with public names",
    context: requestContext({ host: "www.example.com", isHostPublic: true }),
    raw: ["Origin", "https://www.example.com", "Referer", "https://www.example.com/app/x"],
  },
  {
    name: "at a public Host, too, resources have the application's own paths",
    context: requestContext({ host: "www.example.com", isHostPublic: true }),
    raw: [
      ...["Destination", "https://www.example.com/app/x", "If", "<https://www.example.com/app/x> ()"],
      ...["Destination", "/app/x", "Destination", "https://www.example.com/elsewhere"],
    ],
    mapped: [
      ...["Destination", "https://www.example.com/x", "If", "<https://www.example.com/x> ()"],
      ...["Destination", "/x", "Destination", "https://www.example.com/elsewhere"],
    ],
  },
  {
    name: "a public URL goes with public resources",
    context: requestContext({ host: "www.example.com", isHostPublic: true, isPathPublic: true }),
    raw: ["Destination", "https://www.example.com/app/x", "If", "<https://www.example.com/app/x> ()"],
  },
  { name: "Range passes", raw: ["Range", "bytes=0-4", "If-Range", '"a"'] },
  {
    name: "nothing is added to a rewritten body",
    raw: ["Range", "bytes=5-", "If-Range", '"a-ro123456"', "Accept", "*/*"],
    mapped: ["Accept", "*/*"],
  },
  {
    name: "hop-by-hop fields go, and what Connection names",
    raw: [
      "Connection",
      "close , x-a,",
      "TE",
      "trailers",
      "CONNECTION",
      "X-B",
      "X-A",
      "1",
      "x-b",
      "2",
      "Proxy-Authorization",
      "Basic x",
    ],
    mapped: [],
  },
  {
    // CVE-2021-33197, CVE-2022-31813, CVE-2024-45410, CVE-2026-29054
    name: "Connection takes nothing away that is added or passed end to end",
    raw: [
      "Connection",
      "x-forwarded-for, Forwarded, Via, HOST, cookie, Authorization, origin",
      "Cookie",
      "a=b",
      "Authorization",
      "Basic x",
      "Origin",
      "null",
    ],
    mapped: ["Cookie", "a=b", "Authorization", "Basic x", "Origin", "null"],
  },
];

for (const { name, raw, mapped = raw, context = requestContext() } of CASES) {
  test(`mapRequestFields(): ${name}`, () => {
    const before = [...raw];
    assert.deepEqual(mapOnly(raw, context), mapped);
    assert.deepEqual(raw, before, "what came is never changed");
  });
}

test("A2-18 mapRequestFields() adds to Via", () => {
  const mapped = mapRequestFields(["Via", "1.0 a"], requestContext());
  assert.deepEqual(mapped.slice(2, 4), ["Via", "1.0 a"]);
  assert.deepEqual(mapped.slice(-2), ["Via", "1.1 reorigin"]);
});
