import { normalizeHost } from "../url/parsing/host.ts";
import { canonicalPath } from "../url/parsing/path.ts";
import { type Reference, readAuthority, readReference } from "../url/parsing/reference.ts";
import { isBelow } from "../url/places/place.ts";
import type { Scope } from "../url/scope.ts";
import type { LeftReason } from "./reasons.ts";

/** Why a scope did not move a reference. */
export function whyLeft(reference: string, scope: Scope): LeftReason {
  const text = trimmed(reference.replace(/[\t\n\r]/g, ""));
  const found = readReference(text, 0, text.length);
  switch (found.form) {
    case "other":
      return "other-scheme";
    case "absolute":
    case "scheme-relative":
      return whyOriginLeft(text, found, scope);
    case "path-absolute":
      return whyPathLeft(text, found, scope);
    case "path-relative":
      return scope.target ? "relative" : "foreign-base";
  }
}

function whyOriginLeft(text: string, found: Reference, { map }: Scope): LeftReason {
  const authority = readAuthority(text, found);
  const host = authority && normalizeHost(authority.host);
  if (authority === undefined || host === undefined) return "no-url";
  const path = canonicalPath(text.slice(found.pathStart, found.pathEnd));
  if (map.public.find(found.scheme, host, authority.port, path)) return "public";
  return map.internal.ofHost(host).length > 0 ? "other-place" : "foreign";
}

function whyPathLeft(text: string, found: Reference, scope: Scope): LeftReason {
  if (!scope.target) return "foreign-base";
  const path = canonicalPath(text.slice(found.pathStart, found.pathEnd));
  const isBelowMount = scope.target.path !== "" && isBelow(path, scope.target.path);
  return scope.movesPaths && isBelowMount ? "public" : "same-path";
}

/** Removes what the URL parser drops at both ends. The byte 0xA0 stays: it may be part of a UTF-8 char. */
export function trimmed(reference: string): string {
  let start = 0;
  let end = reference.length;
  while (start < end && reference.charCodeAt(start) <= SPACE) start++;
  while (end > start && reference.charCodeAt(end - 1) <= SPACE) end--;
  return reference.slice(start, end);
}

const SPACE = 0x20;
