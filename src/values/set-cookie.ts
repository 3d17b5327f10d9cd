import type { Splice } from "../splice.ts";
import type { Scope } from "../url/scope.ts";
import { trimmed } from "./ascii.ts";
import type { ValueRewriter } from "./value.ts";

/** The new value of an attribute; undefined removes the attribute. */
type AttributeRule = (value: string, scope: Scope) => string | undefined;

const droppedOnPlainHttp: AttributeRule = (value, { direction, target }) =>
  direction === "toPublic" && target?.scheme === "http" ? undefined : value;

const PLACE = {
  domain: (value, scope) => scope.domain(value),
  path: (value, scope) => scope.path(value).replaceAll(";", "%3B"),
} as const satisfies Record<string, AttributeRule>;

const FLAGS = {
  secure: droppedOnPlainHttp,
  partitioned: droppedOnPlainHttp,
  samesite: (value, scope) => (value.toLowerCase() === "none" ? droppedOnPlainHttp(value, scope) : value),
} as const satisfies Record<string, AttributeRule>;

/** The rules of a cookie, by the prefix of its name. */
const RULES: ReadonlyMap<string | undefined, ReadonlyMap<string, AttributeRule>> = new Map([
  [undefined, new Map(Object.entries({ ...PLACE, ...FLAGS }))],
  ["__secure-", new Map(Object.entries(PLACE))],
  ["__http-", new Map(Object.entries(PLACE))],
  ["__host-", new Map()],
]);
const PREFIX = /^[\t ]*(__(?:secure|http|host)-)/i;

/**
 * One cookie (RFC 6265bis section 5.6): Domain and Path move; its name and value never change.
 *
 * Where the public side is plain http, a browser would refuse the whole cookie for `Secure`, `SameSite=None` or
 * `Partitioned`, so these are removed. Where it is https, they stay as they are. Of several Domains the last one counts;
 * when it has no public form, all are removed and the cookie is host-only.
 *
 * Names that start with `__Secure-`, `__Http-` or `__Host-` require certain attributes, so the flags stay. A `__Host-`
 * cookie also keeps `Path=/`, so applications at other mounts of the host get it, too.
 */
export const setCookie: ValueRewriter = (value, scope, splice) => {
  const rules = RULES.get(PREFIX.exec(value)?.[1]?.toLowerCase());
  const attributes = readAttributes(value);
  const domain = attributes.findLast(({ name }) => name === "domain");
  const isHostOnly = domain !== undefined && scope.domain(domain.value) === undefined;
  for (const attribute of attributes) {
    const rule = rules?.get(attribute.name);
    if (!rule) continue;
    const isDropped = isHostOnly && attribute.name === "domain";
    report(attribute, isDropped ? undefined : rule(attribute.value, scope), splice);
  }
};

/** `; name=value`: `start` is the semicolon's offset, `valueStart` and `valueEnd` exclude quotes. */
interface Attribute {
  readonly name: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
  readonly valueStart: number;
  readonly valueEnd: number;
}

function readAttributes(cookie: string): Attribute[] {
  const attributes: Attribute[] = [];
  for (let start = cookie.indexOf(";"); start !== -1; ) {
    const next = cookie.indexOf(";", start + 1);
    const end = next === -1 ? cookie.length : next;
    attributes.push(readAttribute(cookie, start, end));
    start = next;
  }
  return attributes;
}

function readAttribute(cookie: string, start: number, end: number): Attribute {
  const equals = cookie.slice(start, end).indexOf("=");
  const nameEnd = equals === -1 ? end : start + equals;
  const name = cookie
    .slice(start + 1, nameEnd)
    .trim()
    .toLowerCase();
  let { start: valueStart, end: valueEnd } = trimmed(cookie, Math.min(nameEnd + 1, end), end);
  if (valueEnd - valueStart > 1 && cookie[valueStart] === '"' && cookie[valueEnd - 1] === '"') {
    valueStart++;
    valueEnd--;
  }
  return { name, value: cookie.slice(valueStart, valueEnd), start, end, valueStart, valueEnd };
}

function report(attribute: Attribute, moved: string | undefined, splice: Splice): void {
  const { value, start, end, valueStart, valueEnd } = attribute;
  if (moved === undefined) splice(start, end, "");
  else if (moved !== value) splice(valueStart, valueEnd, moved);
}
