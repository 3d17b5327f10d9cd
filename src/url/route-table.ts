import { normalizeHost } from "./host.ts";
import { hasDefaultPort, isBelow, type Place } from "./place.ts";

/** What a request's authority and path lead to. */
export type Pick<T> =
  | { readonly found: true; readonly place: Place; readonly value: T }
  | { readonly found: false; readonly isHostKnown: boolean };

interface Entry<T> {
  readonly place: Place;
  readonly value: T;
}

/**
 * Picks a route by the request's host and path; the longest match wins, whatever the order.
 *
 * A host is matched by name. Its port counts only where two routes of that host differ in it, because TLS and port
 * mappings usually end in front of us. `localhost`, `127.0.0.1` and `[::1]` are one name for a public loopback origin,
 * but of several the one that is named wins.
 */
export class RouteTable<T> {
  #byHost = new Map<string, Entry<T>[]>();

  constructor(entries: readonly (readonly [Place, T])[]) {
    for (const [place, value] of entries) {
      for (const host of LOOPBACK.has(place.host) ? LOOPBACK : [place.host]) {
        const sameHost = this.#byHost.get(host);
        if (sameHost) sameHost.push({ place, value });
        else this.#byHost.set(host, [{ place, value }]);
      }
    }
    for (const [host, sameHost] of this.#byHost) {
      const isNamed = ({ place }: Entry<T>) => Number(place.host === host);
      sameHost.sort((a, b) => b.place.path.length - a.place.path.length || isNamed(b) - isNamed(a));
    }
  }

  /**
   * @param host as the request names it, IPv6 in brackets
   * @param port -1 when the request names none
   * @param path canonical, without a query
   */
  pick(host: string, port: number, path: string): Pick<T> {
    const name = normalizeHost(host);
    const sameHost = (name !== undefined && this.#byHost.get(name)) || [];
    const entry = samePort(sameHost, port).find(({ place }) => isBelow(path, place.path));
    if (!entry) return { found: false, isHostKnown: sameHost.length > 0 };
    return { found: true, place: entry.place, value: entry.value };
  }
}

const LOOPBACK: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

function samePort<T>(entries: readonly Entry<T>[], port: number): readonly Entry<T>[] {
  const first = entries[0];
  if (!first || entries.every(({ place }) => place.port === first.place.port)) return entries;
  return entries.filter(({ place }) => place.port === port || (port === -1 && hasDefaultPort(place)));
}
