import { ReoriginError } from "../errors.ts";
import type { ResolvedRewriteOptions } from "../options.ts";
import { tagCookie } from "../shim/browser/cookie-names.ts";
import type { Scope } from "../url/scope.ts";
import { admitScript } from "../values/csp/script-policy.ts";
import { rewriteValue, VALUES, type ValueKind } from "../values/table.ts";
import {
  drop,
  extendedRules,
  type FieldRule,
  type FieldRules,
  type FieldTable,
  fieldRules,
  mapFields,
} from "./field-rules.ts";
import { BODY_FIELDS, type BodyContext } from "./validators.ts";

export interface ResponseFieldContext extends BodyContext {
  /** One for each route; see {@link responseRules}. */
  readonly rules: ResponseRules;
  /** Maps to public. Its base is the internal URL of the request. */
  readonly scope: Scope;
  /** The URL of the script that is inserted into the page; undefined for none. Read only on routes with a shim. */
  readonly script?: string | undefined;
}

export type ResponseRule = FieldRule<ResponseFieldContext>;
export type ResponseRules = FieldRules<ResponseFieldContext>;

/**
 * The fields of a response, an interim response or a trailer section, for the client.
 *
 * @param raw names and values in turn, as the upstream sent them; never changed
 */
export function mapResponseFields(raw: readonly string[], context: ResponseFieldContext): string[] {
  return mapFields(raw, context.rules, context);
}

/**
 * The rules of a route.
 *
 * @param options `challenges`, and `fields`: more fields, whose kind is one of `VALUES`, "drop" or "keep"
 * @param additions features that add rules
 * @throws ReoriginError ERR_CONFIG for a field of an unknown kind
 */
export function responseRules(options: ResolvedRewriteOptions, additions: ResponseAdditions = {}): ResponseRules {
  const { cookieTag, hasShim = false } = additions;
  return extendedRules(
    COMMON_RULES,
    cookieTag === undefined ? {} : taggedCookies(cookieTag),
    hasShim ? ADMITTING_FIELDS : {},
    options.challenges ? CHALLENGE_FIELDS : {},
    extraFields(options.fields),
  );
}

/** Features that only some routes have. */
export interface ResponseAdditions {
  /** The prefix of cookie names: see `cookieTag`. Default none. */
  readonly cookieTag?: string | undefined;
  /** Whether the shim is inserted into pages. Default false. */
  readonly hasShim?: boolean;
}

function taggedCookies(tag: string): FieldTable<ResponseFieldContext> {
  const rule: ResponseRule = (value, { scope }) => tagCookie(rewriteValue("set-cookie", value, scope), tag);
  return { "set-cookie": rule, "set-cookie2": rule };
}

/** Passed only over TLS, without the directives that go beyond the public host (RFC 6797). */
const strictTransportSecurity: ResponseRule = (value, { scope }) =>
  scope.secure
    ? value
        .split(";")
        .filter((directive) => !WIDENING.test(directive))
        .join(";")
    : undefined;
const WIDENING = /^[\t ]*(?:includesubdomains|preload)\b/i;

/** For a mounted application it is dropped: it would clear what other applications on the host have stored. */
const clearSiteData: ResponseRule = (value, { scope }) => (scope.target?.path === "" ? value : undefined);

/** `<url>` (RFC 2068 section 19.6.2.5) or, as often, the URL alone. */
const uri: ResponseRule = (value, { scope }) => rewriteValue(value.includes("<") ? "link" : "url", value, scope);

/** Every response field that carries a URL or must not be forwarded, with the syntax of its value or a rule. */
export const RESPONSE_FIELDS = {
  // RFC 9110 and its forerunners
  location: "url",
  "content-location": "url",
  "content-base": "url",
  base: "url",
  uri,
  alternates: "quoted-url",
  refresh: "refresh",
  link: "link",
  "link-template": "link-template",

  // Cookies
  "set-cookie": "set-cookie",
  "set-cookie2": "set-cookie",

  // Origins and policies
  "access-control-allow-origin": "origin",
  "timing-allow-origin": "origin-list",
  "activate-storage-access": "allowed-origin",
  "content-security-policy": "csp",
  "content-security-policy-report-only": "csp",
  "x-content-security-policy": "csp",
  "x-content-security-policy-report-only": "csp",
  "x-webkit-csp": "csp",
  "x-webkit-csp-report-only": "csp",
  "permissions-policy": "quoted-origin",
  "permissions-policy-report-only": "quoted-origin",
  "feature-policy": "origin-list",
  "x-frame-options": "allow-from",
  "connection-allowlist": "quoted-url",
  "connection-allowlist-report-only": "quoted-url",
  p3p: "p3p",

  // Reports
  "report-to": "report-to",
  "reporting-endpoints": "quoted-url",
  "attribution-reporting-register-source": "json",
  "attribution-reporting-register-trigger": "json",
  "attribution-reporting-register-os-source": "quoted-url",
  "attribution-reporting-register-os-trigger": "quoted-url",

  // Instructions for the browser
  "speculation-rules": "quoted-url",
  "service-worker-allowed": "url",
  "secure-session-registration": "session-registration",
  "snapshot-content-location": "url",
  sourcemap: "url",
  "x-sourcemap": "url",

  // WebDAV, OData and other protocols
  destination: "url",
  "redirect-ref": "url",
  "odata-entityid": "url",
  "svn-me-resource": "url",
  "svn-repository-root": "url",
  "svn-rev-root-stub": "url",
  "svn-rev-stub": "url",
  "svn-txn-root-stub": "url",
  "svn-txn-stub": "url",
  "svn-vtxn-root-stub": "url",
  "svn-vtxn-stub": "url",
  "x-pingback": "url",
  "x-xrds-location": "url",
  "sec-websocket-location": "url",
  "sec-websocket-origin": "origin",

  // Script libraries and frameworks
  "ajax-location": "url",
  "hx-location": "hx-location",
  "hx-push": "url",
  "hx-push-url": "url",
  "hx-redirect": "url",
  "hx-replace-url": "url",
  "hx-trigger": "json",
  "hx-trigger-after-settle": "json",
  "hx-trigger-after-swap": "json",
  "turbolinks-location": "url",
  "x-ic-open": "url",
  "x-ic-pushurl": "url",
  "x-ic-redirect": "url",
  "x-inertia-location": "url",
  "x-pjax-url": "url",
  "x-responded-json": "json",
  "x-up-location": "url",
  "x-xhr-redirected-to": "url",

  // Promises and orders for a whole host, which an application behind a proxy cannot make
  "alt-svc": drop,
  "clear-site-data": clearSiteData,
  "expect-ct": drop,
  "public-key-pins": drop,
  "public-key-pins-report-only": drop,
  "strict-transport-security": strictTransportSecurity,
  // The client would keep rewritten bytes, which are not the dictionary that the server compresses with (RFC 9842).
  "use-as-dictionary": drop,

  // Orders to the application's own server: internal paths
  "x-accel-charset": drop,
  "x-accel-expires": drop,
  "x-accel-limit-rate": drop,
  "x-accel-redirect": drop,
  "x-lighttpd-send-file": drop,
  "x-litespeed-location": drop,
  "x-reproxy-url": drop,
  "x-sendfile": drop,

  // Not a response field: PHP's built-in server repeats the request's
  host: drop,
} as const satisfies FieldTable<ResponseFieldContext>;

const admittingPolicy: ResponseRule = (value, { scope, script }) => {
  const policy = rewriteValue("csp", value, scope);
  return script === undefined ? policy : admitScript(policy, script);
};

/** For pages with the shim. */
const ADMITTING_FIELDS = {
  "content-security-policy": admittingPolicy,
  "content-security-policy-report-only": admittingPolicy,
} as const satisfies FieldTable<ResponseFieldContext>;

/** Only by option: RFC 9110 section 11.6.1 forbids a proxy to touch them, and a realm may be hashed or compared. */
export const CHALLENGE_FIELDS = {
  "www-authenticate": "challenge",
  "optional-www-authenticate": "challenge",
} as const satisfies FieldTable<ResponseFieldContext>;

function extraFields(fields: ResolvedRewriteOptions["fields"]): FieldTable<ResponseFieldContext> {
  const extra = Object.entries(fields).map(([name, kind]) => [name.toLowerCase(), extraRule(name, kind)] as const);
  return Object.fromEntries(extra);
}

function extraRule(name: string, kind: string): ValueKind | ResponseRule {
  if (kind === "drop") return drop;
  if (kind === "keep") return (value) => value;
  if (Object.hasOwn(VALUES, kind)) return kind as ValueKind;
  throw new ReoriginError("ERR_CONFIG", `Cannot rewrite field "${name}" as "${kind}": there is no such kind`);
}

/** Shared by all routes without rules of their own. */
const COMMON_RULES: ResponseRules = fieldRules<ResponseFieldContext>(RESPONSE_FIELDS, BODY_FIELDS);
