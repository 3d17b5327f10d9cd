/**
 * Hosts of public URLs, where `*.example.com` stands for every host below a domain, at any depth (as DNS wildcards do, RFC
 * 4592), and `*` for every host there is.
 */

export const ANY_HOST = "*";

export function isPattern(host: string): boolean {
  return host.startsWith(ANY_HOST);
}

/** Whether a configured host, which may be a pattern, includes a host. */
export function admits(pattern: string, host: string): boolean {
  if (!isPattern(pattern)) return pattern === host;
  return pattern === ANY_HOST || host.endsWith(pattern.slice(1));
}

/** The patterns that admit a host, or all that another pattern admits; the narrowest first. */
function* patternsFor(host: string): Generator<string> {
  if (host === ANY_HOST) return;
  for (let dot = host.indexOf("."); dot !== -1; dot = host.indexOf(".", dot + 1)) {
    const pattern = ANY_HOST + host.slice(dot);
    if (pattern !== host) yield pattern;
  }
  yield ANY_HOST;
}

/** Values by host, else by the narrowest pattern that admits it. The cost does not grow with the number of hosts. */
export class HostIndex<Value> {
  readonly #values: ReadonlyMap<string, Value>;
  readonly #hasPatterns: boolean;

  constructor(values: ReadonlyMap<string, Value>) {
    this.#values = values;
    this.#hasPatterns = [...values.keys()].some(isPattern);
  }

  /** Hosts and patterns. */
  get names(): Iterable<string> {
    return this.#values.keys();
  }

  /** @param host normalized */
  find(host: string): Value | undefined {
    const value = this.#values.get(host);
    if (value !== undefined || !this.#hasPatterns || host.length > LONGEST_NAME) return value;
    for (const pattern of patternsFor(host)) {
      const wider = this.#values.get(pattern);
      if (wider !== undefined) return wider;
    }
    return undefined;
  }
}

/** In chars, dots included (RFC 1035 section 2.3.4). */
const LONGEST_NAME = 253;

/** Items by host or pattern, in their order. Those of patterns that admit a host follow its own. */
export function groupByHost<Item>(
  items: Iterable<Item>,
  hostsOf: (item: Item) => Iterable<string>,
): Map<string, readonly Item[]> {
  const own = new Map<string, Item[]>();
  for (const item of items) {
    for (const host of hostsOf(item)) {
      const sameHost = own.get(host);
      if (sameHost) sameHost.push(item);
      else own.set(host, [item]);
    }
  }
  const grouped = new Map<string, readonly Item[]>();
  for (const [host, first] of own) {
    grouped.set(host, [...first, ...[...patternsFor(host)].flatMap((pattern) => own.get(pattern) ?? [])]);
  }
  return grouped;
}
