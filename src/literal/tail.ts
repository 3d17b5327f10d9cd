import { lastDelimiterEnd } from "./boundary.ts";
import { colonAt, LONGEST_SPELLING, slashAt } from "./spelling.ts";

/** What follows a host name. */
export interface Tail {
  /** The port's colon as it is spelled; "" without a port. */
  readonly colon: string;
  /** -1 when none is written. */
  readonly port: number;
  /** Offset after the port, or after the host. */
  readonly end: number;
  /** The beginning of the path, its slashes unescaped; "" when there is none or no path prefix matters. */
  readonly path: string;
  /** For each char of the path the offset after it. */
  readonly pathEnds: readonly number[];
  /** Whether no slash follows, but chars that would continue the last segment of an inserted path. */
  readonly goesOn: boolean;
}

const PORT = /^\d{0,6}/;
/** Chars that continue a path segment. Dots that end a sentence do not, nor does the placeholder `%s`. */
const PATH_GOES_ON = /^(?:[a-z0-9_~@-]|%[0-9a-f]{2}|\.{1,3}[a-z0-9_~%@/\\-])/i;

/** Where slashes are percent-encoded once or several times, so are the other chars of the URL. */
const ENCODED_LIKE: ReadonlyMap<string, RegExp> = new Map([
  ["%2f", /%([0-9a-f]{2})/gi],
  ["%252f", /%25([0-9a-f]{2})/gi],
  ["%25252f", /%2525([0-9a-f]{2})/gi],
]);

/** How many chars after a host are read at most. */
export function tailLength(longestPath: number): number {
  return (7 + longestPath) * LONGEST_SPELLING;
}

/** Whether the text after a host is too short for {@link readTail}: more text could change its result. */
export function isTailCutOff(text: string, hostEnd: number, longestPath: number): boolean {
  return text.length - hostEnd < tailLength(longestPath) && lastDelimiterEnd(text.slice(hostEnd)) === 0;
}

/**
 * @param slash how slashes are spelled before the host
 * @param longestPath how many chars of the path are needed
 */
export function readTail(text: string, hostEnd: number, slash: string, longestPath: number): Tail {
  const { colon, port, end } = readPort(text, hostEnd, slash);
  const spelling = slash || (slashAt(text, end, "") ?? "");
  let path = "";
  const pathEnds: number[] = [];
  for (let at = end; longestPath > 0 && path.length <= longestPath && at < text.length; ) {
    const escaped = slashAt(text, at, slash);
    if (escaped === undefined && (path === "" || !goesOnInPath(text, at, spelling))) break;
    path += escaped === undefined ? text[at] : "/";
    at += escaped?.length ?? 1;
    pathEnds.push(at);
  }
  const goesOn = longestPath > 0 && path === "" && goesOnInPath(text, end, spelling);
  return { colon, port, end, path, pathEnds, goesOn };
}

function goesOnInPath(text: string, at: number, slash: string): boolean {
  const encoded = ENCODED_LIKE.get(slash.toLowerCase());
  if (!encoded) return PATH_GOES_ON.test(text.slice(at, at + 4));
  const next = text.slice(at, at + 4 * slash.length);
  return PATH_GOES_ON.test(next.replace(encoded, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))));
}

function readPort(text: string, hostEnd: number, slash: string): { colon: string; port: number; end: number } {
  const start = text[hostEnd] === "." ? hostEnd + 1 : hostEnd;
  const colon = colonAt(text, start) ?? "";
  const afterColon = start + colon.length;
  const digits = colon === "" ? "" : (PORT.exec(text.slice(afterColon, afterColon + 6))?.[0] ?? "");
  const end = afterColon + digits.length;
  if (digits !== "") return { colon, port: Number(digits), end };
  // "host:/path" and "host./path": an empty port, the dot of an absolute name.
  return { colon: "", port: -1, end: slashAt(text, end, slash) === undefined ? hostEnd : end };
}
