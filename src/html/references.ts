import { decodeHTMLAttribute } from "entities/decode";
import type { Splice } from "../splice.ts";
import { decoded, rawSplice } from "../values/combinators/decoded.ts";

/**
 * Character references in attribute values (https://html.spec.whatwg.org/#character-reference-state). The `=` is included
 * because a name without a semicolon is no reference before it.
 */
const REFERENCES = /&(?:#x[\da-f]+|#\d+|[a-z][\da-z]*)(?:;|=)?/gi;

/** Decodes the character references of an attribute value. */
export function decodeReferences(raw: string): string {
  return raw.includes("&") ? decodeHTMLAttribute(raw) : raw;
}

/**
 * Reads an attribute value as the tokenizer would, and escapes replacements as its quotes require.
 *
 * @param quote `"`, `'`, or "" for none
 * @param report gets the decoded value, and a splice that takes its offsets
 */
export function withReferences(
  raw: string,
  quote: string,
  splice: Splice,
  report: (value: string, splice: Splice) => void,
): void {
  if (raw.includes("&")) {
    const value = decoded(raw, REFERENCES, decodeHTMLAttribute);
    report(
      value.text,
      rawSplice(value, splice, (replacement) => encodeFor(quote, replacement)),
    );
  } else {
    report(raw, (start, end, replacement) => splice(start, end, encodeFor(quote, replacement)));
  }
}

const SPECIAL = {
  '"': /[&"]/g,
  "'": /[&']/g,
  "": /[&"'<>=`\s]/g,
} as const;

/** Escapes a replacement for a value in these quotes; "" for none. */
function encodeFor(quote: string, text: string): string {
  if (quote !== "" && !text.includes("&") && !text.includes(quote)) return text;
  return text.replace(SPECIAL[quote as keyof typeof SPECIAL], (char) =>
    char === "&" ? "&amp;" : `&#${char.charCodeAt(0)};`,
  );
}
