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
  /** Any host's name, whatever its case; the longest first where one starts like another. */
  readonly #hostPattern: RegExp;
  /** Whether a host is an IP address. */
  readonly hasAddresses: boolean;

  /** Of two mappings with the same source the first wins. */
  constructor(mappings: readonly Mapping[]) {
    for (const mapping of mappings) {
      const sameHost = this.#byHost.get(mapping.source.host);
      if (sameHost) sameHost.push(mapping);
      else this.#byHost.set(mapping.source.host, [mapping]);
    }
    for (const sameHost of this.#byHost.values()) sameHost.sort((a, b) => b.source.path.length - a.source.path.length);
    const names = [...this.#byHost.keys()].sort((a, b) => b.length - a.length);
    this.hasAddresses = names.some((name) => /^[\d.]+$|^\[/.test(name));
    const patterns = names.map((name) => name.replace(/[.[\]]/g, "\\$&"));
    this.#hostPattern = patterns.length === 0 ? /(?!)/g : new RegExp(patterns.join("|"), "gi");
  }

  /** All mappings of a host, longest path first. */
  ofHost(host: string): readonly Mapping[] {
    return this.#byHost.get(host) ?? NONE;
  }

  get hosts(): Iterable<string> {
    return this.#byHost.keys();
  }

  /** The next host name in a text at or after `from`, whatever stands around it: its `index`, and itself as `[0]`. */
  nextName(text: string, from: number): RegExpExecArray | null {
    this.#hostPattern.lastIndex = from;
    return this.#hostPattern.exec(text);
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
