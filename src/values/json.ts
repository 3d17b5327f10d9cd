import { isSpace, skip } from "./ascii.ts";
import { decoded, rawSplice } from "./combinators/decoded.ts";
import { jsonEscaped } from "./combinators/escapes.ts";
import { type NamedRules, readQuoted, ruleOf } from "./combinators/quoted.ts";
import { text, url } from "./url.ts";
import { shifted, type ValueRewriter } from "./value.ts";

/**
 * JSON in a field or an attribute, or a list of such values. It is not parsed as a whole, so it may be incomplete.
 *
 * @param rules by the key of a string, or of the array that contains it. In all other strings, literal names are moved.
 */
export function json(rules: NamedRules): ValueRewriter {
  return (value, scope, splice) => {
    let key = "";
    for (let quote = value.indexOf('"'); quote !== -1; ) {
      const found = readQuoted(value, quote);
      if (!found) return;
      const raw = value.slice(found.start, found.end);
      const isKey = value[skip(value, found.end + 1, value.length, isSpace)] === ":";
      if (isKey) key = raw;
      else string(ruleOf(rules, key) ?? text)(raw, scope, shifted(splice, found.start));
      quote = value.indexOf('"', found.end + 1);
    }
  };
}

/** A field that is either a URL or a JSON object. */
export function urlOrJson(rules: NamedRules): ValueRewriter {
  const object = json(rules);
  return (value, scope, splice) => (value.trimStart().startsWith("{") ? object : url)(value, scope, splice);
}

/** A rewriter for the raw content of a JSON string. Slashes are escaped if those of the string are. */
function string(rule: ValueRewriter): ValueRewriter {
  return (raw, scope, splice) => {
    if (!raw.includes("\\")) return rule(raw, scope, splice);
    const value = decoded(raw, ESCAPE, meaning);
    const slash = ESCAPED_SLASH.exec(raw)?.[0] ?? "/";
    const encode = (replacement: string) => jsonEscaped(replacement).replaceAll("/", slash);
    rule(value.text, scope, rawSplice(value, splice, encode));
  };
}

/** RFC 8259 section 7. */
const ESCAPE = /\\(?:u[0-9a-f]{4}|.)/gis;
const ESCAPED_SLASH = /\\(?:u002f|\/)/i;
const CONTROLS: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

function meaning(escaped: string): string {
  if (escaped.length > 2) return String.fromCharCode(Number.parseInt(escaped.slice(2), 16));
  const char = escaped.slice(1);
  return CONTROLS[char] ?? char;
}
