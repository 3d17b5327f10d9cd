import { hasAuthority, isBelow, type Place } from "./place.ts";

/** A place and what stands for it on the other side. */
export interface Mapping {
  readonly source: Place;
  /** At least one; the first is the canonical one. */
  readonly targets: readonly [Place, ...Place[]];
}

/** Finds mappings by host, then by the longest path prefix. Cost does not grow with the number of hosts. */
export class PlaceIndex {
  #byHost = new Map<string, Mapping[]>();

  /** Of two mappings with the same source the first wins. */
  constructor(mappings: readonly Mapping[]) {
    for (const mapping of mappings) {
      const sameHost = this.#byHost.get(mapping.source.host);
      if (sameHost) sameHost.push(mapping);
      else this.#byHost.set(mapping.source.host, [mapping]);
    }
    for (const sameHost of this.#byHost.values()) sameHost.sort((a, b) => b.source.path.length - a.source.path.length);
  }

  /** All mappings of a host, longest path first. */
  ofHost(host: string): readonly Mapping[] {
    return this.#byHost.get(host) ?? NONE;
  }

  get hosts(): Iterable<string> {
    return this.#byHost.keys();
  }

  /** @param scheme see {@link hasAuthority} @param path canonical, "" for an empty one */
  find(scheme: string, host: string, port: number, path: string): Mapping | undefined {
    for (const mapping of this.ofHost(host)) {
      if (hasAuthority(mapping.source, scheme, port) && isBelow(path, mapping.source.path)) return mapping;
    }
    return undefined;
  }
}

const NONE: readonly Mapping[] = [];
