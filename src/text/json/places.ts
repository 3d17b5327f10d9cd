import type { JsonPath } from "./path.ts";

interface Row<T> {
  /** From the innermost name outwards. */
  readonly names: readonly string[];
  readonly value: T;
}

/** A lookup table by places in JSON texts (`icons/src`, `imports/*`). */
export class JsonPlaces<T> {
  readonly #rows = new Map<string, Row<T>[]>();

  constructor(table: Readonly<Record<string, T>>) {
    for (const [place, value] of Object.entries(table)) {
      const names = place.split("/").reverse();
      const innermost = names[0] as string;
      const rows = this.#rows.get(innermost) ?? [];
      rows.push({ names, value });
      this.#rows.set(innermost, rows);
    }
  }

  at(path: JsonPath): T | undefined {
    const name = path.name(0);
    if (name === undefined || !path.isTracked) return undefined;
    const rows = this.#rows.get(name);
    return (rows && find(rows, path)) ?? find(this.#rows.get("*") ?? [], path);
  }
}

function find<T>(rows: readonly Row<T>[], path: JsonPath): T | undefined {
  return rows.find(({ names }) => matches(names, path))?.value;
}

function matches(names: readonly string[], path: JsonPath): boolean {
  return names.length <= path.length && names.every((name, level) => name === "*" || name === path.name(level));
}
