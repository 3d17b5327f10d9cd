import { createHash } from "node:crypto";

/**
 * The ending of every entity tag of a rewritten body, such as `-ro1f3c4a`: another rewriting makes another representation,
 * which needs another tag (RFC 9110 section 8.8.3).
 *
 * A suffix can be taken off again, so that revalidation and `If-Match` keep working; a tag that was weakened instead could
 * never match there (RFC 9110 section 13.1.1). Strong tags stay strong: equal bytes in are equal bytes out, except for how
 * a compressor cuts them, and nobody can ask for a part of those.
 *
 * @param rewriting all that the rewriting depends on: map, options, version
 */
export function entityTagSuffix(rewriting: string): string {
  return `-ro${createHash("sha256").update(rewriting).digest("hex").slice(0, 6)}`;
}

/** One entity tag, weak or strong, with the suffix. Without the quotes that it must have, it stays without. */
export function withSuffix(tag: string, suffix: string): string {
  const plain = tag.trimEnd();
  return plain.endsWith('"') ? `${plain.slice(0, -1)}${suffix}"` : plain + suffix;
}

/** Any number of entity tags as the application knows them. A tag of another rewriting stays, and will match nothing. */
export function withoutSuffix(tags: string, suffix: string): string {
  if (!tags.includes(suffix)) return tags;
  const plain = tags.replaceAll(`${suffix}"`, '"');
  return plain.endsWith(suffix) ? plain.slice(0, -suffix.length) : plain;
}

/**
 * Whether a request's conditions name a body that was rewritten. Then a 304 speaks of that one (its `bodyChanged` is true),
 * and no part of the upstream's own body can be added to it.
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
