/** The first line of a field, if any. `raw` has names and values in turn, `name` is lower case. */
export function firstValue(raw: readonly string[], name: string): string | undefined {
  for (let i = 0; i < raw.length; i += 2) {
    if (isNamed(raw[i] as string, name)) return raw[i + 1];
  }
  return undefined;
}

/** All lines of a field, in order. */
export function allValues(raw: readonly string[], name: string): string[] {
  const lines: string[] = [];
  for (let i = 0; i < raw.length; i += 2) {
    if (isNamed(raw[i] as string, name)) lines.push(raw[i + 1] as string);
  }
  return lines;
}

/** All lines of a field as one list (RFC 9110 section 5.3), if any. */
export function listedValue(raw: readonly string[], name: string): string | undefined {
  const lines = allValues(raw, name);
  return lines.length === 0 ? undefined : lines.join(", ");
}

/** Every field by its name in lower case, with all lines joined as one list. */
export function fieldLists(raw: readonly string[]): Record<string, string> {
  const lists: Record<string, string> = Object.create(null);
  for (let i = 0; i < raw.length; i += 2) {
    const name = (raw[i] as string).toLowerCase();
    const before = lists[name];
    lists[name] = before === undefined ? (raw[i + 1] as string) : `${before}, ${raw[i + 1]}`;
  }
  return lists;
}

function isNamed(spelled: string, name: string): boolean {
  return spelled.length === name.length && spelled.toLowerCase() === name;
}
