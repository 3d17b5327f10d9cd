import { isSpace, skip } from "./ascii.ts";
import { url } from "./url.ts";
import { shifted, type ValueRewriter } from "./value.ts";

/**
 * The URLs of image candidates, including those that browsers reject for their descriptors.
 *
 * A comma belongs to the URL unless it is at its end, and to the descriptors inside of parentheses
 * (https://html.spec.whatwg.org/#parsing-a-srcset-attribute).
 */
export const srcset: ValueRewriter = (value, scope, splice) => {
  let position = 0;
  while (true) {
    const start = skip(value, position, value.length, isSpaceOrComma);
    if (start === value.length) return;
    position = skip(value, start, value.length, isNotSpace);
    const end = withoutLastCommas(value, position);
    url(value.slice(start, end), scope, shifted(splice, start));
    if (end === position) position = endOfDescriptors(value, position);
  }
};

const COMMA = 0x2c;

function isSpaceOrComma(c: number): boolean {
  return c === COMMA || isSpace(c);
}

function isNotSpace(c: number): boolean {
  return !isSpace(c);
}

function withoutLastCommas(value: string, end: number): number {
  while (value.charCodeAt(end - 1) === COMMA) end--;
  return end;
}

/** The offset of the next comma outside of parentheses, which do not nest; the value's end when there is none. */
function endOfDescriptors(value: string, position: number): number {
  let inParens = false;
  for (; position < value.length; position++) {
    const char = value[position];
    if (char === "," && !inParens) return position;
    if (char === "(") inParens = true;
    else if (char === ")") inParens = false;
  }
  return position;
}
