/**
 * The path as the WHATWG URL parser would write it, as far as prefixes are concerned: backslashes become slashes, dot
 * segments (`.`, `..`, `%2e`) are resolved. Everything else, percent-encoding included, stays as written.
 */
export function canonicalPath(path: string): string {
  if (!NEEDS_CARE.test(path)) return path;
  const segments: string[] = [];
  const parts = path.replace(/\\/g, "/").split("/");
  for (let i = 1; i < parts.length; i++) {
    const part = parts[i] as string;
    const isLast = i === parts.length - 1;
    if (DOUBLE_DOT.test(part)) {
      segments.pop();
      if (isLast) segments.push("");
    } else if (SINGLE_DOT.test(part)) {
      if (isLast) segments.push("");
    } else {
      segments.push(part);
    }
  }
  return `/${segments.join("/")}`;
}

export function withoutLastSlashes(path: string): string {
  let end = path.length;
  while (path[end - 1] === "/") end--;
  return path.slice(0, end);
}

/** Whether a relative path contains a `..` segment in any spelling, so that it may climb out of a prefix. */
export function climbs(path: string): boolean {
  return CLIMBS.test(path);
}

const NEEDS_CARE = /\\|\/(?:\.|%2e){1,2}(?:\/|$)/i;
const CLIMBS = /(?:^|[/\\])(?:\.|%2e){2}(?:[/\\]|$)/i;
const DOUBLE_DOT = /^(?:\.|%2e){2}$/i;
const SINGLE_DOT = /^(?:\.|%2e)$/i;
