import type { Path } from "./problem.ts";

/** A value of a configuration, and where it stands. */
export interface Found {
  readonly path: Path;
  readonly value: unknown;
}

/**
 * Finds the values of a pattern: keys joined by dots, where `*` is each item of a list, or the value itself if it is not
 * a list. Missing values, and values of another shape, are not found.
 */
export function select(root: unknown, pattern: string): Found[] {
  let found: Found[] = [{ path: [], value: root }];
  for (const step of pattern.split("."))
    found = found.flatMap((from) => (step === "*" ? items(from) : member(from, step)));
  return found;
}

export interface TextFound extends Found {
  readonly value: string;
}

/** As {@link select}, the texts only. */
export function selectTexts(root: unknown, pattern: string): TextFound[] {
  return select(root, pattern).filter((found): found is TextFound => typeof found.value === "string");
}

function items({ path, value }: Found): Found[] {
  return Array.isArray(value) ? value.map((item, i) => ({ path: [...path, i], value: item })) : [{ path, value }];
}

function member({ path, value }: Found, key: string): Found[] {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return [];
  return [{ path: [...path, key], value: (value as Record<string, unknown>)[key] }];
}
