/**
 * Stands for the name of an internal server, so that a page can be told what to recognize without being told the name. It is
 * no secret to who tries all names; it is FNV-1a (https://datatracker.ietf.org/doc/html/draft-eastlake-fnv), twice 32 bits.
 *
 * @param name host and port as `URL` writes them, with a colon between: the port is "" where it is the scheme's default
 */
export function digest(name: string): string {
  let low = 0x811c9dc5;
  let high = 0xcbf29ce4;
  for (let i = 0; i < name.length; i++) {
    low = Math.imul(low ^ name.charCodeAt(i), 0x01000193);
    high = Math.imul(high ^ name.charCodeAt(i), 0x01000197);
  }
  return (low >>> 0).toString(36) + (high >>> 0).toString(36);
}
