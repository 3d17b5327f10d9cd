import { groupByHost, HostIndex, isPattern } from "./host-pattern.ts";
import { hasAuthority, isBelow, type Place } from "./place.ts";

/** A place, and the places on the other side that it moves to. */
export interface Mapping {
  readonly source: Place;
  /** At least one. */
  readonly targets: readonly Place[];
}

/** Finds mappings by host, then by the longest path prefix. The cost does not grow with the number of hosts. */
export class PlaceIndex {
  readonly #byHost: HostIndex<readonly Mapping[]>;
  /** Matches any host name, in any case; longer ones first, because one may start like another. */
  readonly #anyName: RegExp;
  /** Hosts without patterns, the longest first. */
  readonly hostNames: readonly string[];
  /** Whether a host is an IP address. */
  readonly hasAddresses: boolean;

  /** Of two mappings with the same source the first wins. */
  constructor(mappings: readonly Mapping[]) {
    const byLength = mappings.toSorted((a, b) => b.source.path.length - a.source.path.length);
    this.#byHost = new HostIndex(groupByHost(byLength, ({ source }) => [source.host]));
    const names = [...this.#byHost.names].filter((name) => !isPattern(name)).sort((a, b) => b.length - a.length);
    this.hostNames = names;
    this.hasAddresses = names.some((name) => /^[\d.]+$|^\[/.test(name));
    const escaped = names.map((name) => name.replace(/[.[\]]/g, "\\$&"));
    this.#anyName = escaped.length === 0 ? /(?!)/g : new RegExp(escaped.join("|"), "gi");
  }

  /** All mappings of a host, longest path first. Those of patterns that admit it follow its own. */
  ofHost(host: string): readonly Mapping[] {
    return this.#byHost.find(host) ?? NONE;
  }

  /** Hosts and patterns. */
  get hosts(): Iterable<string> {
    return this.#byHost.names;
  }

  /** The next host name at or after `from`, regardless of the chars around it: `index`, and the name as `[0]`. */
  nextName(text: string, from: number): RegExpExecArray | null {
    this.#anyName.lastIndex = from;
    return this.#anyName.exec(text);
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
