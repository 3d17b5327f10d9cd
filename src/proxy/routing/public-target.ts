import { type ForwardedOrigin, forwardedOrigin } from "../../message/forwarded-origin.ts";
import type { RequestHead } from "../../message/request-head.ts";
import { parseAuthority } from "../../message/request-target.ts";
import { normalizeHost } from "../../url/parsing/host.ts";
import { pathReadings } from "../../url/parsing/path-readings.ts";
import type { Entrance } from "../../url/places/entrance.ts";
import { ANY_HOST, isPattern } from "../../url/places/host-pattern.ts";
import { isBelow, type Place } from "../../url/places/place.ts";
import type { AskedAuthority, Pick } from "../../url/route-table.ts";
import { holdsMonster, type MonsterGrammar } from "../../url/virtual-host-monster.ts";
import type { RefusalName } from "../refusals.ts";
import type { Site } from "../site.ts";
import type { ProxyRoute } from "./proxy-route.ts";
import { referringMount, type UnservedRequest } from "./referring-mount.ts";
import { routingPath, splitQuery } from "./target-path.ts";

/** The public URL that a request is for, and the route that serves it. */
export interface PublicTarget {
  readonly route: ProxyRoute;
  readonly entrance: Entrance;
  /** Public path and query. */
  readonly path: string;
  /** Whether it was read out of the path, and fields about it are outdone. */
  readonly isFromPath: boolean;
}

/** A public URL that no route serves, and the path-absolute one that was meant. */
export interface Misdirected {
  readonly meant: string;
}

/** Who hands a request to us. */
export interface Peer {
  /** See `TrustedProxies`. */
  readonly isTrusted: boolean;
  readonly isTls: boolean;
}

/**
 * Finds out which public URL a client asked for: from the path, where a trusted proxy puts it and the configuration wants
 * it; else from the fields of a trusted proxy, which choose among the configured ones; else from the request itself.
 */
export function publicTarget(head: RequestHead, peer: Peer, site: Site): PublicTarget | Misdirected | RefusalName {
  const monster = site.monsters.length > 0 ? monsterOf(head.path, site.monsters) : undefined;
  if (monster) return peer.isTrusted ? readMonster(head, monster, site) : "invalid-target";
  return readFields(head, peer, site);
}

function monsterOf(path: string, monsters: readonly MonsterGrammar[]): MonsterGrammar | undefined {
  const readings = [path, routingPath(path), ...pathReadings(splitQuery(path).path)];
  return monsters.find(({ prefix }) => readings.some((reading) => isBelow(reading, prefix)));
}

/** What is read is not canonical: `..` must not lead from one origin to another. */
function readMonster(head: RequestHead, monster: MonsterGrammar, site: Site): PublicTarget | Misdirected | RefusalName {
  const { path, query } = splitQuery(head.path);
  const told = isBelow(path, monster.prefix) ? monster.parse(path.slice(monster.prefix.length)) : undefined;
  if (!told || holdsMonster(told.path, monster)) return "invalid-target";
  const pick = site.routes.pick(told, routingPath(told.path));
  if (!pick.found) return unserved(pick, { asked: told, path: told.path + query, fields: head.fields }, site);
  if (!isPlain(told.path, told, pick, site)) return "invalid-target";
  const { place: configured, value: route } = pick;
  const { scheme, port } = told;
  const host = isPattern(configured.host) ? hostOf(told) : configured.host;
  const seen = { scheme, host, port, path: configured.path };
  return { route, entrance: { configured, seen }, path: told.path + query, isFromPath: true };
}

function readFields(
  head: RequestHead,
  { isTrusted, isTls }: Peer,
  site: Site,
): PublicTarget | Misdirected | RefusalName {
  const told = isTrusted ? forwardedOrigin(head.fields) : undefined;
  const own = head.authority ?? site.defaultAuthority;
  const scheme = told?.scheme ?? (isTls ? "https" : undefined);
  const authority = (told && forwardedAuthority(told, head.path, site)) ?? own;
  if (!authority) return "unknown-host";
  const port = authority.port === -1 ? (told?.port ?? -1) : authority.port;
  const asked: AskedAuthority = { scheme, host: authority.host, port };
  const path = (told && prefixedPath(told.prefix, head.path, asked, site)) ?? head.path;
  const pick = site.routes.pick(asked, routingPath(path));
  if (!pick.found) return unserved(pick, { asked, path, fields: head.fields }, site);
  const { place: configured, value: route } = pick;
  if (!isPlain(path, asked, pick, site)) return "invalid-target";
  return { route, entrance: { configured, seen: seenPlace(configured, route, asked) }, path, isFromPath: false };
}

/** Whether a path leads to a place however it is read: neither out of it nor into a place below it. */
function isPlain(path: string, asked: AskedAuthority, picked: Picked, { routes }: Site): boolean {
  if (picked.isAlone) return true;
  for (const reading of pathReadings(splitQuery(path).path)) {
    const pick = routes.pick(asked, reading);
    if (!pick.found || pick.place !== picked.place) return false;
  }
  return true;
}

type Picked = Pick<unknown> & { readonly found: true };

/** Of the hosts that proxies tell, the nearest proxy's that the configuration names. */
function forwardedAuthority({ hosts }: ForwardedOrigin, path: string, site: Site): AskedAuthority | undefined {
  for (const text of hosts.slice(0, MAX_TOLD_HOSTS)) {
    const authority = parseAuthority(text);
    if (!authority) continue;
    const pick = site.routes.pick(authority, routingPath(path));
    if (pick.found ? pick.place.host !== ANY_HOST : pick.isHostKnown) return authority;
  }
  return undefined;
}

/** No chain of proxies is longer. */
const MAX_TOLD_HOSTS = 8;

/** The path with what a proxy in front cut off, if there is a route that has the prefix. */
function prefixedPath(prefix: string, path: string, asked: AskedAuthority, site: Site): string | undefined {
  if (prefix === "") return undefined;
  const pick = site.routes.pick(asked, routingPath(prefix + path));
  return pick.found && isBelow(pick.place.path, prefix) ? prefix + path : undefined;
}

/** What a client that asked for it sees of a configured place. Any host is as good as the first that has a name. */
function seenPlace(configured: Place, { places }: ProxyRoute, asked: AskedAuthority): Place {
  if (!isPattern(configured.host)) return configured;
  const named = configured.host === ANY_HOST ? places.find(({ host }) => !isPattern(host)) : undefined;
  return { ...(named ?? { ...configured, host: hostOf(asked) }), path: configured.path };
}

function hostOf({ host }: AskedAuthority): string {
  return normalizeHost(host) ?? host;
}

type NotFound = Pick<unknown> & { found: false };

function unserved({ isHostKnown }: NotFound, request: UnservedRequest, site: Site): Misdirected | RefusalName {
  if (!isHostKnown) return "unknown-host";
  const meant = referringMount(request, site);
  return meant === undefined ? "unknown-path" : { meant };
}
