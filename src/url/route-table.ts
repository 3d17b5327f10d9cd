import { normalizeHost } from "./parsing/host.ts";
import { groupByHost, HostIndex } from "./places/host-pattern.ts";
import { hasDefaultPort, isBelow, type Place } from "./places/place.ts";

/** The route of a request. */
export type Pick<T> =
  | {
      readonly found: true;
      readonly place: Place;
      readonly value: T;
      /** Whether every path of the host leads here. */
      readonly isAlone: boolean;
    }
  | { readonly found: false; readonly isHostKnown: boolean };

/** The authority of a request. */
export interface AskedAuthority {
  /** undefined when unknown. */
  readonly scheme?: Place["scheme"] | undefined;
  /** As the request names it, IPv6 in brackets. */
  readonly host: string;
  /** -1 when the request names none. */
  readonly port: number;
}

interface Entry<T> {
  readonly place: Place;
  readonly value: T;
}

/** The entries of one host, in the order in which they are tried. */
interface HostEntries<T> {
  readonly entries: readonly Entry<T>[];
  readonly doPortsCount: boolean;
  readonly isAlone: boolean;
}

/**
 * Picks a route by the request's host and path. A host's own routes come before those of a pattern that admits it, and a
 * narrower pattern comes before a wider one. Among the routes of one host or pattern, the longest path wins, in any order.
 *
 * A host is matched by name. Its port counts only where two routes of that host differ in it, because TLS and port
 * mappings usually end in front of us. `localhost`, `127.0.0.1` and `[::1]` are one name for a public loopback origin,
 * but of several the one that is named wins. Where places of one route differ only in scheme and port, the request's
 * scheme decides.
 */
export class RouteTable<T> {
  readonly #byHost: HostIndex<HostEntries<T>>;

  constructor(routes: readonly (readonly [Place, T])[]) {
    const entries = routes.map(([place, value]): Entry<T> => ({ place, value }));
    entries.sort((a, b) => b.place.path.length - a.place.path.length);
    const hostsOf = ({ place: { host } }: Entry<T>) => (LOOPBACK.has(host) ? LOOPBACK : [host]);
    const byHost = [...groupByHost(entries, hostsOf)].map(([host, group]): [string, HostEntries<T>] => [
      host,
      { entries: namedFirst(group, host), doPortsCount: doPortsDiffer(group), isAlone: isWhole(group) },
    ]);
    this.#byHost = new HostIndex(new Map(byHost));
  }

  /** @param path canonical, without a query */
  pick({ scheme, host, port }: AskedAuthority, path: string): Pick<T> {
    const name = normalizeHost(host);
    const ofHost = name === undefined ? undefined : this.#byHost.find(name);
    if (!ofHost) return { found: false, isHostKnown: false };
    const entries = ofHost.doPortsCount ? ofHost.entries.filter(({ place }) => hasPort(place, port)) : ofHost.entries;
    const first = entries.find(({ place }) => isBelow(path, place.path));
    if (!first) return { found: false, isHostKnown: true };
    const isOfScheme = scheme === undefined || first.place.scheme === scheme;
    const twin = isOfScheme ? first : entries.find((entry) => isTwin(entry, first) && entry.place.scheme === scheme);
    return { found: true, isAlone: ofHost.isAlone, ...(twin ?? first) };
  }
}

const LOOPBACK: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Among loopback entries of equal length, those that name the host itself. */
function namedFirst<T>(entries: readonly Entry<T>[], host: string): readonly Entry<T>[] {
  if (!LOOPBACK.has(host)) return entries;
  const isNamed = ({ place }: Entry<T>) => Number(place.host === host);
  return entries.toSorted((a, b) => b.place.path.length - a.place.path.length || isNamed(b) - isNamed(a));
}

function doPortsDiffer<T>(entries: readonly Entry<T>[]): boolean {
  const byValue = Map.groupBy(entries, ({ value }) => value);
  const portLists = [...byValue.values()].map((own) => [...new Set(own.map(({ place }) => place.port))].sort().join());
  return new Set(portLists).size > 1;
}

function isWhole<T>(entries: readonly Entry<T>[]): boolean {
  return entries.every(({ place, value }) => place.path === "" && value === entries[0]?.value);
}

function hasPort(place: Place, port: number): boolean {
  return place.port === port || (port === -1 && hasDefaultPort(place));
}

/** Whether two entries differ in scheme and port only. */
function isTwin<T>(a: Entry<T>, b: Entry<T>): boolean {
  return a.value === b.value && a.place.host === b.place.host && a.place.path === b.place.path;
}
