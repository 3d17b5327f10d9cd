/**
 * All paths that servers may read from one: they decode it before or after splitting, once or twice, and take more or
 * fewer liberties. A request must not be sent if its readings belong to different routes.
 *
 * @param path without its query, beginning with "/"
 * @returns an empty set for a path that can be read in one way only
 */
export function pathReadings(path: string): ReadonlySet<string> {
  const readings = new Set<string>();
  if (!AMBIGUOUS.test(path)) return readings;
  let decoded = [path, withoutParameters(path)];
  for (let round = 0; round <= DECODING_ROUNDS; round++) {
    const texts = new Set(decoded);
    for (const take of LIBERTIES) for (const text of [...texts]) texts.add(take(text));
    for (const text of texts) readings.add(resolved(text));
    const further = decoded.map(decodedOnce);
    if (further.join() === decoded.join()) break;
    decoded = further;
  }
  return readings;
}

const AMBIGUOUS = /[%;\\]|\/\//;
/** A proxy before the server may decode, too. */
const DECODING_ROUNDS = 2;
const ESCAPE = /%(?:u00)?([\da-f]{2})/gi;

/** Changes that some servers make to a path, and others do not. */
const LIBERTIES: readonly ((path: string) => string)[] = [
  (path) => path.replace(/%2e/gi, "."),
  (path) => path.replace(OVERLONG, meaningOf),
  (path) => path.replaceAll("\\", "/"),
  withoutParameters,
  (path) => path.replace(/\/+/g, "/"),
];

/** Parameters of a segment, as servlets know them: `;x=y`. */
function withoutParameters(path: string): string {
  return path.replace(/;[^/]*/g, "");
}

function decodedOnce(path: string): string {
  return path.replace(ESCAPE, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** Overlong UTF-8 of an ASCII char, which old decoders accept. */
const OVERLONG = /[\xc0\xc1][\x80-\xbf]|\xe0[\x80\x81][\x80-\xbf]|\xf0\x80[\x80\x81][\x80-\xbf]/g;

function meaningOf(bytes: string): string {
  const [high = 0, low = 0] = [bytes.charCodeAt(bytes.length - 2), bytes.charCodeAt(bytes.length - 1)];
  return String.fromCharCode(((high & 1) << 6) | (low & 0x3f));
}

function resolved(path: string): string {
  if (!path.includes("/.")) return path;
  const segments: string[] = [];
  for (const segment of path.split("/").slice(1)) {
    if (segment === "..") segments.pop();
    else if (segment !== ".") segments.push(segment);
  }
  return `/${segments.join("/")}`;
}
