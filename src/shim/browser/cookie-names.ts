/** The parts of `name=value`, with optional attributes. */
export interface CookiePair {
  /** White space, and a prefix such as `__Host-` (RFC 6265bis section 4.1.3), which stays in front. */
  readonly prefix: string;
  /** The tag of an application, such as `ro1f3c4a5b-`. */
  readonly tag: string | undefined;
  /** The rest. */
  readonly plain: string;
  /** The cookie's own name; "" for none. */
  readonly name: string;
}

export function readCookie(text: string): CookiePair {
  const [, prefix = "", tag, plain = ""] =
    /^([\t ]*(?:__(?:secure|host-http|host|http)-)?)(ro[0-9a-f]{8}-(?=[^=;]+=))?(.*)$/is.exec(text) ?? [];
  const name = (prefix + plain.slice(0, Math.max(0, plain.indexOf("=")))).trim();
  return { prefix, tag, plain, name };
}

/** A cookie to set, with the tag in its name. One without a name stays. */
export function tagCookie(cookie: string, tag: string): string {
  const { length } = readCookie(cookie).prefix;
  const named = cookie.slice(length);
  return /^[\t ]*[^=;\t ][^=;]*=/.test(named) ? cookie.slice(0, length) + tag + named : cookie;
}

/**
 * The cookies of one line as their application may see them: its own under their own names, and none that is tagged for
 * another. Those without a tag pass, but for those that bear the name of an own one.
 *
 * @param tag undefined for an application without a tag, next to others with one
 * @param all lines that came together
 */
export function ownCookies(line: string, tag: string | undefined, all: readonly string[]): string {
  const pairs = all.flatMap((each) => each.split(";").map(readCookie));
  const own = new Set(pairs.filter((pair) => pair.tag !== undefined && pair.tag === tag).map(({ name }) => name));
  const kept = line.split(";").flatMap((text) => {
    const pair = readCookie(text);
    if (pair.tag === undefined) return own.has(pair.name) ? [] : text;
    return pair.tag === tag ? pair.prefix + pair.plain : [];
  });
  return kept.join(";").trimStart();
}
