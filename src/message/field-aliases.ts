import { FORWARDING_FAMILY, FORWARDING_FIELDS } from "./forwarding-fields.ts";
import { HOP_BY_HOP } from "./hop-by-hop.ts";

/**
 * Removes fields that an application could confuse with fields that reorigin checks or writes. CGI and WSGI turn `-` into
 * `_` (RFC 3875 section 4.1.18), and some servers do so for every char but letters and digits.
 *
 * Names with `_` are always removed, names with other odd chars only if they resemble a field that matters here.
 *
 * @param raw names and values in turn; never changed
 */
export function withoutAliases(raw: readonly string[]): readonly string[] {
  if (!raw.some((text, i) => i % 2 === 0 && ODD.test(text))) return raw;
  return raw.filter((_, i) => !isAlias(raw[i - (i % 2)] as string));
}

function isAlias(name: string): boolean {
  if (name.includes("_")) return true;
  if (!ODD.test(name)) return false;
  const lower = name.toLowerCase();
  const read = lower.replace(EACH_ODD, "-");
  return GUARDED.has(read) || (FORWARDING_FAMILY.test(read) && !FORWARDING_FAMILY.test(lower));
}

const ODD = /[^\da-z-]/i;
const EACH_ODD = /[^\da-z-]/g;

const GUARDED: ReadonlySet<string> = new Set([
  ...Object.keys(FORWARDING_FIELDS),
  ...Object.keys(HOP_BY_HOP),
  "content-length",
  "host",
  "proxy",
  "x-original-url",
  "x-rewrite-url",
]);
