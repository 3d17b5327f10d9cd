import { createHash } from "node:crypto";

/**
 * The suffix for entity tags of rewritten bodies, such as `-ro1f3c4a`. A rewritten body is a different representation, and
 * needs a different tag (RFC 9110 section 8.8.3).
 *
 * The suffix can be removed again, so that revalidation and `If-Match` work. Making tags weak instead would break `If-Match`
 * (RFC 9110 section 13.1.1). Strong tags stay strong: equal input gives equal output, except for how a compressor splits it,
 * and no ranges of rewritten bodies are served.
 *
 * @param rewriting everything that the output depends on: map, options, version
 */
export function entityTagSuffix(rewriting: string): string {
  return `-ro${createHash("sha256").update(rewriting).digest("hex").slice(0, 6)}`;
}

/** One entity tag, weak or strong, with the suffix. A malformed tag without quotes gets none. */
export function withSuffix(tag: string, suffix: string): string {
  const plain = tag.trimEnd();
  return plain.endsWith('"') ? `${plain.slice(0, -1)}${suffix}"` : plain + suffix;
}

/** Any number of entity tags as the application knows them. A tag with another suffix stays, and will match nothing. */
export function withoutSuffix(tags: string, suffix: string): string {
  if (!tags.includes(suffix)) return tags;
  const plain = tags.replaceAll(`${suffix}"`, '"');
  return plain.endsWith(suffix) ? plain.slice(0, -suffix.length) : plain;
}

/**
 * Whether a request's conditions name a rewritten body. Then a 304 confirms that body (its `bodyChanged` is true), and no
 * range of the upstream's own body may be combined with it.
 *
 * @param raw the request's fields, names and values in turn
 */
export function namesRewritten(raw: readonly string[], suffix: string): boolean {
  for (let i = 0; i < raw.length; i += 2) {
    if ((raw[i + 1] as string).includes(suffix) && CONDITIONS.has((raw[i] as string).toLowerCase())) return true;
  }
  return false;
}

const CONDITIONS: ReadonlySet<string> = new Set(["if-none-match", "if-match", "if-range"]);
