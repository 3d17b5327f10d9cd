import { charAt, GREATER_THAN, SLASH } from "./chars.ts";
import { isSentAsItIs, textEnd } from "./element-text.ts";
import { isLink, isTelling, mannerOf, tellsLanguage } from "./elements.ts";
import { isQuote, valueStart } from "./end-tag.ts";
import { nextName } from "./host-names.ts";
import { keepMoved, moveLink } from "./links.ts";
import { HIDING_TEXT, READ, SCRIPT, SENT_TEXT } from "./manners.ts";
import { afterSpace, endOfAttributeName, endOfTagName } from "./search.ts";
import { endOfQuoted, endOfUnquoted, mayValueHide } from "./values.ts";

/** The offset after a start tag, and the text of an element that is passed over as a whole; 0 when it matters or is not finished. */
export function startTag(nameStart: i32, end: i32, modes: i32): i32 {
  const nameEnd = endOfTagName(nameStart, end);
  let manner = mannerOf(nameStart, nameEnd - nameStart);
  if (nameEnd === end || manner === READ) return 0;
  let at = nameEnd;
  let hasMoved = false;
  while (true) {
    at = afterSpace(at, end);
    if (at === end) return 0;
    const code = charAt(at);
    if (code === GREATER_THAN) break;
    if (code === SLASH) {
      at++;
      continue;
    }
    const attribute = at;
    const attributeEnd = endOfAttributeName(at + 1, end);
    if (isTelling(attribute)) return 0;
    if (manner === SCRIPT && tellsLanguage(attribute)) manner = HIDING_TEXT;
    at = valueStart(attributeEnd, end);
    if (at < 0) {
      at = -at;
      continue;
    }
    const quote = charAt(at);
    const isQuoted = isQuote(quote);
    const start = at + i32(isQuoted);
    const stop = isQuoted ? endOfQuoted(start, end, quote, modes) : endOfUnquoted(start, end, modes);
    if (stop >= end || nextName() < start) return 0;
    const told = mayValueHide(start, stop, modes);
    if (told !== 0 || nextName() < stop) {
      if (!isLink(attribute, attributeEnd - attribute, nameStart, nameEnd - nameStart)) return 0;
      if (!moveLink(start, stop, modes)) return 0;
      hasMoved = true;
    }
    at = stop + i32(isQuoted);
  }
  at++;
  if (manner === SENT_TEXT) {
    if (!isSentAsItIs(at, end, modes)) return 0;
  } else if (manner !== 0) {
    at = textEnd(nameStart, nameEnd, at, end, manner, modes);
    if (at === 0) return 0;
  }
  if (nextName() < at) return 0;
  if (hasMoved) keepMoved();
  return at;
}
