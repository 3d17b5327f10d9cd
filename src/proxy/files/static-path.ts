import { canonicalPath } from "../../url/parsing/path.ts";

/**
 * The names that a path without a query leads through, decoded; undefined for one that names no file that may be served: it
 * cannot be decoded, hides a separator or NUL in an escape, or leads through a name that begins with a dot. A path that is
 * decoded twice by somebody gains nothing: what is left encoded here is a name.
 */
export function namesOf(path: string): readonly string[] | undefined {
  try {
    const names = canonicalPath(path).split("/").filter(Boolean).map(decodeURIComponent);
    return names.every((name) => SERVABLE.test(name)) ? names : undefined;
  } catch {
    return undefined;
  }
}

const SERVABLE = /^[^.\x00-\x1f/\\\x7f][^\x00-\x1f/\\\x7f]*$/;
