import type { Splice } from "../../splice.ts";
import type { ValueRewriter } from "../value.ts";
import { decoded } from "./decoded.ts";

/** How one format escapes chars. All patterns are global. */
export interface Escapes {
  /** Matches one escape. */
  readonly pattern: RegExp;
  /** The char that an escape stands for. */
  readonly meaning: (spelled: string) => string;
  /** Escapes a replacement, except for `:` and `/`, which are spelled as they are nearby. */
  readonly encode: (replacement: string) => string;
  /** Matches a `:`, escaped or not; `slash` likewise a `/`. */
  readonly colon: RegExp;
  readonly slash: RegExp;
}

/** Turns a rewriter of unescaped values into one of escaped values. */
export function escaped(escapes: Escapes, rewriter: ValueRewriter): ValueRewriter {
  return (raw, scope, splice) => {
    const value = unescaped(raw, escapes, splice);
    rewriter(value.text, scope, value.splice);
  };
}

/**
 * A text without its escapes, and a splice that takes its offsets and escapes replacements like the text around them.
 *
 * @param splice takes offsets of `raw`
 */
export function unescaped(raw: string, escapes: Escapes, splice: Splice): { text: string; splice: Splice } {
  const encoded: Splice = (start, end, replacement) => splice(start, end, encodeLike(raw, end, escapes, replacement));
  if (raw.search(escapes.pattern) === -1) return { text: raw, splice: encoded };
  const { text, starts } = decoded(raw, escapes.pattern, escapes.meaning);
  return {
    text,
    splice: (start, end, replacement) => encoded(starts[start] as number, starts[end] as number, replacement),
  };
}

/** Spells `:` and `/` like the nearest ones around an offset of `raw`; plain if there are none. */
function encodeLike(raw: string, at: number, { encode, colon, slash }: Escapes, replacement: string): string {
  const spelled = (mark: RegExp) =>
    raw
      .slice(Math.max(0, at - LOOK_BEHIND), at)
      .match(mark)
      ?.at(-1) ?? raw.slice(at, at + LOOK_AHEAD).match(mark)?.[0];
  return encode(replacement)
    .replaceAll(":", () => spelled(colon) ?? ":")
    .replaceAll("/", () => spelled(slash) ?? "/");
}

/** In chars: enough for the scheme and user name before a host. */
const LOOK_BEHIND = 256;
const LOOK_AHEAD = 16;

/** RFC 8259 section 7. */
export const JSON_ESCAPES: Escapes = {
  pattern: /\\(?:u[\dA-Fa-f]{4}|[^u])/g,
  meaning: (spelled) => {
    const name = spelled[1] as string;
    return name === "u" ? String.fromCharCode(Number.parseInt(spelled.slice(2), 16)) : (JSON_CONTROLS[name] ?? name);
  },
  encode: jsonEscaped,
  colon: /:|\\u003[Aa]/g,
  slash: /\\?\/|\\u002[Ff]/g,
};

/** Escapes the chars that must be escaped in JSON strings. */
export function jsonEscaped(text: string): string {
  return text.replace(/["\\\0-\x1f]/g, (char) =>
    char < " " ? `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}` : `\\${char}`,
  );
}

const JSON_CONTROLS: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

/** Quoted strings in fields: RFC 9110 section 5.6.4. */
export const QUOTED_ESCAPES: Escapes = {
  pattern: /\\./gs,
  meaning: (spelled) => spelled[1] as string,
  encode: (replacement) => replacement.replace(/["\\]/g, "\\$&"),
  colon: /\\?:/g,
  slash: /\\?\//g,
};

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
  colon: /:|&#(?:58|x3[Aa]);/g,
  slash: /\/|&#(?:47|x2[Ff]);/g,
};

const XML_ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** https://url.spec.whatwg.org/#application/x-www-form-urlencoded. */
export const FORM_ESCAPES: Escapes = {
  pattern: /%[\dA-Fa-f]{2}|\+/g,
  meaning: (spelled) => (spelled === "+" ? " " : String.fromCharCode(Number.parseInt(spelled.slice(1), 16))),
  encode: (replacement) =>
    replacement.replace(/[^\w.*:/-]/g, (char) => `%${char.charCodeAt(0).toString(16).padStart(2, "0").toUpperCase()}`),
  colon: /:|%3[Aa]/g,
  slash: /\/|%2[Ff]/g,
};

/** Decodes only ASCII: in paths, the URL parser escapes all other chars, and so does the map. */
export const FORM_URL_ESCAPES: Escapes = { ...FORM_ESCAPES, pattern: /%[0-7][\dA-Fa-f]|\+/g };
