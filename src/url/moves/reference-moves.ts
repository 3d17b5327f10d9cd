import type { Splice } from "../../splice.ts";
import { normalizeHost } from "../parsing/host.ts";
import { canonicalPath, climbs } from "../parsing/path.ts";
import { type Authority, type Reference, readAuthority } from "../parsing/reference.ts";
import { authorityOf, isBelow, originOf, type Place, sameOrigin } from "../places/place.ts";
import type { Base } from "./base.ts";
import { type Move, schemeLike } from "./move.ts";
import type { Resolver } from "./resolver.ts";

/** Moves a reference with an authority. Only scheme, authority and path prefix are spliced. */
export function moveAuthority(text: string, found: Reference, resolver: Resolver, splice: Splice): void {
  const authority = readAuthority(text, found);
  const host = authority && normalizeHost(authority.host);
  if (authority === undefined || host === undefined) return;
  const canonical = canonicalPath(text.slice(found.pathStart, found.pathEnd));
  const move = resolver.move(found.scheme, host, authority.port, canonical);
  if (!move) return;
  if (found.form === "absolute") spliceScheme(found, schemeLike(found.scheme, move.target), splice);
  const { hostStart } = authority;
  const { end, prefix } = movedPrefix(text, found, canonical, move);
  const replacement = authorityOf(move.target) + prefix;
  if (text.slice(hostStart, end) !== replacement) splice(hostStart, end, replacement);
  if (isPlain(found, hostStart) && resolver.movesAlike(host)) {
    resolver.known.learn(text, found.scheme, move);
  }
}

/** Whether there is no white space before the reference, no user name, and exactly two slashes. */
function isPlain({ schemeStart, slashesStart, authorityStart }: Reference, hostStart: number): boolean {
  return schemeStart === 0 && authorityStart === hostStart && authorityStart - slashesStart === 2;
}

function spliceScheme(found: Reference, scheme: string, splice: Splice): void {
  const { schemeStart, slashesStart, authorityStart } = found;
  if (found.scheme !== scheme) splice(schemeStart, slashesStart - 1, scheme);
  if (authorityStart - slashesStart !== 2) splice(slashesStart, authorityStart, "//");
}

/** The target's path prefix, and where the part that it replaces ends. */
function movedPrefix(text: string, found: Reference, canonical: string, move: Move): { end: number; prefix: string } {
  const { source, target } = move;
  if (source.path === "" && target.path === "") return { end: found.pathStart, prefix: "" };
  const path = text.slice(found.pathStart, found.pathEnd);
  const isPlain = canonical === path || (source.path === "" && canonical === path.replaceAll("\\", "/"));
  // Dot segments are resolved here: after a longer prefix, they could lead to another path.
  if (!isPlain) return { end: found.pathEnd, prefix: target.path + canonical.slice(source.path.length) };
  // The empty path means "/", and "/app" is not "/app/".
  if (canonical === "") return { end: found.pathStart, prefix: `${target.path}/` };
  return { end: found.pathStart + source.path.length, prefix: target.path };
}

/** Moves `/path`, which belongs to the document's own origin. */
export function movePath(
  text: string,
  found: Reference,
  context: { base: Base; resolver: Resolver },
  splice: Splice,
): void {
  const { base, resolver } = context;
  const path = text.slice(found.pathStart, found.pathEnd);
  const canonical = canonicalPath(path);
  const move = resolver.find(base.scheme, base.host, base.port, canonical);
  if (!move) return;
  const { source, target } = move;
  const home = base.move.target;
  const isAtHome = sameOrigin(target, home);
  if (isAtHome && source.path === target.path) return;
  if (isAtHome && target.path !== "" && isBelow(canonical, target.path)) return;
  // The path is already in the document's own mount, although a shorter source matches it, too.
  if (home.path.length > source.path.length && isBelow(canonical, home.path)) return;
  const rest = canonical.slice(source.path.length);
  const prefix = needsOrigin(target, rest, isAtHome) ? originOf(target) + target.path : target.path;
  if (prefix + rest === "") splice(found.pathStart, found.pathEnd, "/");
  else if (canonical === path) splice(found.pathStart, found.pathStart + source.path.length, prefix);
  else splice(found.pathStart, found.pathEnd, prefix + rest);
}

/** Whether a path needs its origin: it is on another one, or two slashes would make its first segment a host. */
function needsOrigin(target: Place, rest: string, isAtHome: boolean): boolean {
  return !isAtHome || (target.path === "" && rest.startsWith("//"));
}

/** Moves a relative path that leads out of the mount by `..`; any other relative path means the same on both sides. */
export function moveClimbing(
  text: string,
  found: Reference,
  context: { base: Base; resolver: Resolver },
  splice: Splice,
): void {
  const { base, resolver } = context;
  const path = text.slice(found.pathStart, found.pathEnd);
  if (!climbs(path)) return;
  const meant = canonicalPath(folderOf(base.url) + path);
  const move = resolver.find(base.scheme, base.host, base.port, meant);
  if (!move) return;
  const { source, target } = move;
  const rest = meant.slice(source.path.length);
  const wanted = target.path + rest || "/";
  const isAtHome = sameOrigin(target, base.move.target);
  if (isAtHome && canonicalPath(folderOf(base.targetUrl) + path) === wanted) return;
  const origin = needsOrigin(target, rest, isAtHome) ? originOf(target) : "";
  splice(found.pathStart, found.pathEnd, origin + wanted);
}

/** The path of a URL up to its last slash. */
function folderOf(url: string): string {
  return URL.parse(".", url)?.pathname ?? "/";
}

/** Moves a serialized origin: `scheme://host[:port]` and nothing after it. */
export function moveOrigin(text: string, found: Reference, resolver: Resolver, splice: Splice): void {
  if (found.form !== "absolute" || found.pathStart !== text.length) return;
  const authority = readAuthority(text, found);
  const move = authority && originMove(found.scheme, authority, resolver);
  if (!move) return;
  const moved = `${schemeLike(found.scheme, move.target)}://${authorityOf(move.target)}`;
  if (moved !== text) splice(0, text.length, moved);
}

/** The move of an authority without a path. */
export function originMove(scheme: string, authority: Authority, resolver: Resolver): Move | undefined {
  const host = normalizeHost(authority.host);
  return host === undefined ? undefined : resolver.moveOrigin(scheme, host, authority.port);
}
