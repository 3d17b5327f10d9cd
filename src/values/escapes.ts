import type { Splice } from "../splice.ts";
import { decoded, rawSplice } from "./decoded.ts";
import { escaping, type ValueRewriter } from "./value.ts";

/** How one format escapes chars. */
export interface Escapes {
  /** Global pattern of one escape. */
  readonly pattern: RegExp;
  /** The char that an escape stands for. */
  readonly meaning: (spelled: string) => string;
  /** Spells a replacement, except for `:` and `/`. */
  readonly encode: (replacement: string) => string;
  /** How an escaped `:` looks, and an escaped `/`. */
  readonly colon: RegExp;
  readonly slash: RegExp;
}

/** Makes a rewriter of unescaped values one of escaped values. */
export function escaped(escapes: Escapes, rewriter: ValueRewriter): ValueRewriter {
  return (raw, scope, splice) => {
    const value = unescaped(raw, escapes, splice);
    rewriter(value.text, scope, value.splice);
  };
}

/**
 * A text without its escapes, and a splice that takes its offsets. Replacements are escaped as the text is.
 *
 * @param splice takes offsets of `raw`
 */
export function unescaped(raw: string, escapes: Escapes, splice: Splice): { text: string; splice: Splice } {
  const encode = (replacement: string) => encodeLike(raw, escapes, replacement);
  if (raw.search(escapes.pattern) === -1) return { text: raw, splice: escaping(splice, encode) };
  const value = decoded(raw, escapes.pattern, escapes.meaning);
  return { text: value.text, splice: rawSplice(value, splice, encode) };
}

/** Writes `:` and `/` as they are escaped in `sample`; plain where they are not. */
function encodeLike(sample: string, { encode, colon, slash }: Escapes, replacement: string): string {
  const spelledColon = colon.exec(sample)?.[0] ?? ":";
  const spelledSlash = slash.exec(sample)?.[0] ?? "/";
  return encode(replacement).replaceAll(":", spelledColon).replaceAll("/", spelledSlash);
}

/** RFC 8259 section 7. */
export const JSON_ESCAPES: Escapes = {
  pattern: /\\(?:u[\dA-Fa-f]{4}|[^u])/g,
  meaning: (spelled) => {
    const name = spelled[1] as string;
    return name === "u" ? String.fromCharCode(Number.parseInt(spelled.slice(2), 16)) : (JSON_CONTROLS[name] ?? name);
  },
  encode: (replacement) => replacement.replace(/["\\]/g, "\\$&"),
  colon: /\\u003[Aa]/,
  slash: /\\(?:\/|u002[Ff])/,
};

const JSON_CONTROLS: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

/** Character references of XML in content, without a document type (https://www.w3.org/TR/xml/#sec-references). */
export const XML_ESCAPES: Escapes = {
  pattern: /&(?:#\d{1,7}|#x[\dA-Fa-f]{1,6}|amp|lt|gt|quot|apos);/g,
  meaning: (reference) => {
    const name = reference.slice(1, -1);
    if (!name.startsWith("#")) return XML_ENTITIES[name] as string;
    const code = name[1] === "x" ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return String.fromCodePoint(code > 0x10ffff ? 0xfffd : code);
  },
  encode: (replacement) => replacement.replace(/[&<>]/g, (char) => `&#${char.charCodeAt(0)};`),
  colon: /&#(?:58|x3[Aa]);/,
  slash: /&#(?:47|x2[Ff]);/,
};

const XML_ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** https://url.spec.whatwg.org/#application/x-www-form-urlencoded */
export const FORM_ESCAPES: Escapes = {
  pattern: /%[\dA-Fa-f]{2}|\+/g,
  meaning: (spelled) => (spelled === "+" ? " " : String.fromCharCode(Number.parseInt(spelled.slice(1), 16))),
  encode: (replacement) =>
    replacement.replace(/[^\w.*:/-]/g, (char) => `%${char.charCodeAt(0).toString(16).padStart(2, "0").toUpperCase()}`),
  colon: /%3[Aa]/,
  slash: /%2[Ff]/,
};
