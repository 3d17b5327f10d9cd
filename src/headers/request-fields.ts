import {
  FORWARDING_FAMILY,
  FORWARDING_FIELDS,
  type Forwarding,
  forwardingFields,
} from "../message/forwarding-fields.ts";
import { firstValue } from "../message/raw-fields.ts";
import type { ResolvedRewriteOptions } from "../options.ts";
import { originOf } from "../url/places/place.ts";
import type { Scope } from "../url/scope.ts";
import { rewriteValue, type ValueKind } from "../values/table.ts";
import { namesRewritten, withoutSuffix } from "./entity-tag.ts";
import {
  drop,
  extendedRules,
  type FieldRule,
  type FieldRules,
  type FieldTable,
  fieldRules,
  mapFields,
} from "./field-rules.ts";
import { cookieRule } from "./separate-cookies.ts";
import { type BodyContext, CONTENT_FIELDS } from "./validators.ts";

export interface RequestFieldContext extends BodyContext {
  /** One for each route; see {@link requestRules}. */
  readonly rules: RequestRules;
  /** Maps to internal. Its base is the public URL of the request. */
  readonly scope: Scope;
  /** The Host that is sent. */
  readonly host: string;
  /** Whether `host` is the public one. Then the application expects its public name in `Origin` and `Referer`, too. */
  readonly isHostPublic: boolean;
  /** Whether the application knows its public path. If not, `Destination` and `If` get its internal paths. */
  readonly isPathPublic: boolean;
  readonly forwarding: Forwarding;
  /** Our entry in `Via`: `1.1 name`. */
  readonly via: string;
  /** Removes codings that cannot be decoded here from a client's Accept-Encoding. */
  readonly narrowAcceptEncoding: (value: string) => string | undefined;
}

export type RequestRule = FieldRule<RequestFieldContext>;
export type RequestRules = FieldRules<RequestFieldContext>;

/**
 * The fields of a request for the application: our Host, then the client's fields, then our additions. Those are added after
 * hop-by-hop fields were removed, so that the request cannot remove them.
 *
 * @param raw names and values in turn, as the client sent them; never changed
 */
export function mapRequestFields(raw: readonly string[], context: RequestFieldContext): string[] {
  const mapped = mapFields(raw, context.rules, context, forwardingFamily);
  return ["Host", context.host, ...mapped, ...forwardingFields(raw, context.forwarding), "Via", context.via];
}

/**
 * The rules of a route.
 *
 * @param options `query`: also map what the query of a `Referer` holds
 * @param separation if any application's cookies are tagged: how those of this one are
 */
export function requestRules({ query }: ResolvedRewriteOptions, separation?: CookieSeparation): RequestRules {
  const cookies = separation ? { cookie: cookieRule(separation.tag) } : {};
  return extendedRules(COMMON_RULES, cookies, query ? QUERY_FIELDS : {});
}

/** See `cookieTag`; undefined for an application whose cookies keep their names. */
export interface CookieSeparation {
  readonly tag: string | undefined;
}

function forwardingRules(): FieldTable<RequestFieldContext> {
  const rules = Object.entries(FORWARDING_FIELDS).map(([name, whose]) => [name, FORWARDING_RULES[whose]] as const);
  return Object.fromEntries(rules);
}

const FORWARDING_RULES = {
  anew: drop,
  "if trusted": (value, { forwarding }) => (forwarding.isTrusted ? value : undefined),
} as const satisfies Record<string, RequestRule>;

function forwardingFamily(name: string): RequestRule | undefined {
  return FORWARDING_FAMILY.test(name) ? FORWARDING_RULES["if trusted"] : undefined;
}

/** For values in which the application is named as it knows itself. */
function inward(kind: ValueKind): RequestRule {
  return (value, { scope, isHostPublic }) => (isHostPublic ? value : rewriteValue(kind, value, scope));
}

/** If the origin is the request's host, it is the application's own, even if others are mounted on that host. */
const origin: RequestRule = (value, context, raw) => {
  const { scope, isHostPublic } = context;
  const isOwn = value.endsWith(`://${firstValue(raw, "host")}`);
  return isOwn && scope.target && !isHostPublic ? originOf(scope.target) : inward("origin")(value, context, raw);
};

/** For resources of the application: internal paths, on the host that the application knows itself by. */
function resources(kind: ValueKind): RequestRule {
  return (value, { scope, isHostPublic, isPathPublic }) => {
    if (isPathPublic) return value;
    const inside = rewriteValue(kind, value, scope);
    const [origin] = ORIGIN.exec(value) ?? [];
    if (!isHostPublic || scope.target === undefined || origin === undefined) return inside;
    const own = originOf(scope.target);
    return inside.includes(own) ? inside.replaceAll(own, origin) : value;
  };
}

const ORIGIN = /https?:\/\/[^/?#<>]+/i;

const plainTags: RequestRule = (value, { tagSuffix }) => withoutSuffix(value, tagSuffix);

/** RFC 4918 section 10.4: resources, and in the conditions entity tags. */
const taggedList: RequestRule = (value, context, raw) =>
  plainTags(resources("tagged-list")(value, context, raw) as string, context, raw);

/**
 * A range of the upstream's body cannot complete a rewritten body. Otherwise ranges are requested: only the response
 * shows whether its type is rewritten. If so, the whole is requested instead.
 */
const range: RequestRule = (value, { tagSuffix }, raw) => (namesRewritten(raw, tagSuffix) ? undefined : value);

/** A reference whose query is mapped like the query of a request. */
const withQuery: RequestRule = (value, context, raw) => {
  const end = value.indexOf("?") + 1;
  const head = inward("reference")(value.slice(0, end || value.length), context, raw);
  return end === 0 ? head : head + (inward("query")(value.slice(end), context, raw) ?? "");
};

/** Every request field that carries a URL or an entity tag, or must not be forwarded. */
export const REQUEST_FIELDS = {
  // Rebuilt: see mapRequestFields().
  host: drop,

  // RFC 9110, RFC 6454, HTML
  origin,
  referer: inward("reference"),
  "content-location": inward("reference"),
  link: inward("link"),
  "ping-from": inward("reference"),
  "ping-to": inward("reference"),
  "sec-websocket-origin": origin,

  // WebDAV and Exchange
  destination: resources("reference"),
  if: taggedList,
  "call-back": inward("link"),

  // Script libraries
  "hx-current-url": inward("reference"),
  "turbolinks-referrer": inward("reference"),

  // Entity tags and parts of rewritten bodies, and codings that can be decoded here
  "if-match": plainTags,
  "if-none-match": plainTags,
  "if-range": range,
  range,
  "accept-encoding": (value, { narrowAcceptEncoding }) => narrowAcceptEncoding(value),
  "available-dictionary": drop,
  "dictionary-id": drop,

  // Between the client and us
  expect: drop,
  // CGI would take it for the server's own setting HTTP_PROXY (CVE-2016-5385).
  proxy: drop,
  // Some applications prefer them to the request's path, which was checked and mapped.
  "x-original-url": drop,
  "x-rewrite-url": drop,
} as const satisfies FieldTable<RequestFieldContext>;

/** Fields whose query is mapped, too, with the option `query`. */
export const QUERY_FIELDS = {
  referer: withQuery,
  "hx-current-url": withQuery,
  "turbolinks-referrer": withQuery,
} as const satisfies FieldTable<RequestFieldContext>;

/** Shared by all routes without rules of their own. */
const COMMON_RULES: RequestRules = fieldRules(REQUEST_FIELDS, CONTENT_FIELDS, forwardingRules());
