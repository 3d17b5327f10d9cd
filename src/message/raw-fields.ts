/** The first line of a field; undefined when there is none. `raw` holds names and values in turn, `name` is lower case. */
export function firstValue(raw: readonly string[], name: string): string | undefined {
  for (let i = 0; i < raw.length; i += 2) {
    if (isNamed(raw[i] as string, name)) return raw[i + 1];
  }
  return undefined;
}

/** All lines of a field, in their order. */
export function allValues(raw: readonly string[], name: string): string[] {
  const lines: string[] = [];
  for (let i = 0; i < raw.length; i += 2) {
    if (isNamed(raw[i] as string, name)) lines.push(raw[i + 1] as string);
  }
  return lines;
}

/** All lines of a field as one list (RFC 9110 section 5.3); undefined when there is none. */
export function listedValue(raw: readonly string[], name: string): string | undefined {
  const lines = allValues(raw, name);
  return lines.length === 0 ? undefined : lines.join(", ");
}

function isNamed(spelled: string, name: string): boolean {
  return spelled.length === name.length && spelled.toLowerCase() === name;
}
