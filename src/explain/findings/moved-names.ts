import { readHead } from "../../literal/head.ts";
import type { Change } from "../survey/survey.ts";

/** A literal name that moved, from its scheme to the end of its URL. */
export interface MovedName {
  readonly start: number;
  readonly end: number;
  readonly was: string;
  readonly became: string;
}

/** A name can move in two splices, one for its scheme and one for the rest. These are put together. */
export function movedNames(text: string, changes: readonly Change[]): MovedName[] {
  const names: MovedName[] = [];
  for (let i = 0; i < changes.length; i++) {
    const scheme = changes[i] as Change;
    const next = changes[i + 1];
    const isScheme = next !== undefined && readHead(text, next.start, "text")?.start === scheme.start;
    const last = isScheme ? next : scheme;
    if (isScheme) i++;
    const start = isScheme ? scheme.start : (readHead(text, last.start, "text")?.start ?? last.start);
    const until = changes[i + 1]?.start;
    const rest = restOfUrl(text, last.end, until);
    const moved = isScheme ? scheme.replacement + text.slice(scheme.end, last.start) : text.slice(start, last.start);
    names.push({
      start,
      end: last.end,
      was: text.slice(start, last.end) + rest,
      became: moved + last.replacement + rest,
    });
  }
  return names;
}

/** The text after a name, up to a delimiter of text, scripts or markup. */
export function restOfUrl(text: string, start: number, end: number = text.length): string {
  return REST_OF_URL.exec(text.slice(start, Math.min(end, start + LONGEST_REST)))?.[0] ?? "";
}

const LONGEST_REST = 200;
const REST_OF_URL = /^(?:\\+(?:\/|u[\da-f]{4}|x[\da-f]{2})|[^\s"'`<>\\(){}|^,;&])*/i;
