/** Labels of encodings that browsers refuse to decode: they show one U+FFFD instead (WHATWG Encoding §4.2, "replacement"). */
const REPLACEMENT: ReadonlySet<string> = new Set([
  "csiso2022kr",
  "hz-gb-2312",
  "iso-2022-cn",
  "iso-2022-cn-ext",
  "iso-2022-kr",
  "replacement",
]);

/** The encoding of a label (WHATWG Encoding §4.2, "get an encoding"); undefined for an unknown label. */
export function encodingOf(label: string): string | undefined {
  const name = label.trim().toLowerCase();
  if (name === "utf-8") return name;
  if (REPLACEMENT.has(name)) return "replacement";
  try {
    return new TextDecoder(name).encoding;
  } catch {
    return undefined;
  }
}

/** The same for a label in the text itself. A declaration that is readable as ASCII cannot be in UTF-16. */
export function declaredEncodingOf(label: string | undefined): string | undefined {
  const encoding = label === undefined ? undefined : encodingOf(label);
  return encoding?.startsWith("utf-16") ? "utf-8" : encoding;
}
