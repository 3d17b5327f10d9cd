import { domainToUnicode } from "node:url";
import { Resolver } from "../url/moves/resolver.ts";
import type { TwoWayIndex } from "../url/moves/two-way-index.ts";
import { hasAuthority } from "../url/places/place.ts";
import { beginsName, endsName } from "./boundary.ts";
import { readHead } from "./head.ts";
import { anySpelling, base64Spellings } from "./leak-spelling.ts";
import { slashesBefore } from "./spelling.ts";
import { readTail } from "./tail.ts";

/** An internal host name in a text. */
export interface Leak {
  /** Offset of the host, in chars. */
  readonly start: number;
  /** Offset after the host and its port. */
  readonly end: number;
  /** As the map knows it. */
  readonly host: string;
  /** "literal", in any case; "escaped" if some of its letters are escaped. */
  readonly form: "literal" | "escaped" | "base64";
}

/**
 * Finds every internal host name that is left in a text, in more spellings than are ever rewritten. It serves to check
 * results, not to rewrite responses.
 *
 * Part of a longer name, or a name with a port that the map does not have, means another server. A name without a dot
 * (`legacy`) may be an ordinary word, so it counts only after slashes or before a port. A name that is public as well
 * counts only where it would be moved.
 */
export class LeakFinder {
  readonly #map: TwoWayIndex;
  readonly #resolver: Resolver;
  readonly #names: readonly { readonly host: string; readonly pattern: RegExp; readonly base64: RegExp | undefined }[];

  constructor(map: TwoWayIndex) {
    this.#map = map;
    this.#resolver = new Resolver(map, "toPublic");
    this.#names = Array.from(map.internal.hosts, (host) => {
      const unicode = Buffer.from(domainToUnicode(host)).toString("latin1");
      const names = unicode === "" || unicode === host ? [host] : [host, unicode];
      return { host, pattern: new RegExp(names.map(anySpelling).join("|"), "gi"), base64: base64Spellings(host) };
    });
  }

  /** @param text a latin1 view of bytes @returns in ascending order */
  find(text: string): Leak[] {
    const leaks = this.#names.flatMap(({ host, pattern, base64 }) => [
      ...Array.from(text.matchAll(pattern), (found) => this.#read(text, found, host)).filter(
        (leak) => leak !== undefined,
      ),
      ...(base64 ? Array.from(text.matchAll(base64), (found) => encoded(found, host)) : []),
    ]);
    return leaks.sort((a, b) => a.start - b.start);
  }

  #read(text: string, { 0: name, index: start }: RegExpExecArray, host: string): Leak | undefined {
    const hostEnd = start + name.length;
    const isWhole = (slashesBefore(text, start) || beginsName(text, start)) && endsName(text, hostEnd);
    if (!isWhole) return undefined;
    const head = readHead(text, start, "text");
    const { port, end, path } = readTail(text, hostEnd, head?.slash ?? "", this.#resolver.longestPath(host));
    const isWord = !/[.:]/.test(host) && port === -1 && !head?.slash;
    if (isWord || !this.#isInternal(host, { scheme: head?.scheme ?? "", port, path })) return undefined;
    return { start, end, host, form: name.toLowerCase() === host ? "literal" : "escaped" };
  }

  #isInternal(host: string, { scheme, port, path }: { scheme: string; port: number; path: string }): boolean {
    const isPublic = this.#map.public.ofHost(host).length > 0;
    if (isPublic) return this.#resolver.move(scheme, host, port, path) !== undefined;
    return port === -1 || this.#map.internal.ofHost(host).some(({ source }) => hasAuthority(source, scheme, port));
  }
}

function encoded({ 0: { length }, index: start }: RegExpExecArray, host: string): Leak {
  return { start, end: start + length, host, form: "base64" };
}
