import { isDigit, isSpace, skip } from "./ascii.ts";
import { url } from "./url.ts";
import { escaping, shifted, type ValueRewriter } from "./value.ts";

/**
 * The URL of `<meta http-equiv=refresh>` and of the `Refresh` field: `5; url=/next`, where `url=` and the quotes may be
 * missing (https://html.spec.whatwg.org/#shared-declarative-refresh-steps).
 */
export const refresh: ValueRewriter = (value, scope, splice) => {
  const start = afterTime(value);
  if (start === undefined || start === value.length) return;
  const urlStart = afterUrlWord(value, start);
  const quote = value[urlStart];
  if (quote !== '"' && quote !== "'") {
    url(value.slice(urlStart), scope, shifted(splice, urlStart));
    return;
  }
  const closing = value.indexOf(quote, urlStart + 1);
  const quoted = value.slice(urlStart + 1, closing === -1 ? undefined : closing);
  const escaped = escaping(splice, (replacement) => replacement.replaceAll(quote, PERCENT_ENCODED[quote]));
  url(quoted, scope, shifted(escaped, urlStart + 1));
};

const PERCENT_ENCODED = { '"': "%22", "'": "%27" } as const;

/** The start of the URL part; undefined when the value is not a valid refresh. */
function afterTime(value: string): number | undefined {
  const { length } = value;
  const start = skip(value, 0, length, isSpace);
  const end = skip(value, start, length, isTimeChar);
  if (end === start) return undefined;
  let position = skip(value, end, length, isSpace);
  const separator = value[position];
  if (separator === ";" || separator === ",") position++;
  else if (position === end && position < length) return undefined;
  return skip(value, position, length, isSpace);
}

function isTimeChar(c: number): boolean {
  return isDigit(c) || c === 0x2e;
}

/** The offset after `url =`; `start` when that is missing. */
function afterUrlWord(value: string, start: number): number {
  const { length } = value;
  if (value.slice(start, start + 3).toLowerCase() !== "url") return start;
  const equals = skip(value, start + 3, length, isSpace);
  return value[equals] === "=" ? skip(value, equals + 1, length, isSpace) : start;
}
