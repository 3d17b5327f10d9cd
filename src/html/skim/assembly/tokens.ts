import { charAt, EXCLAMATION, GREATER_THAN, isLetter, LESS_THAN, SLASH, SPACE } from "./chars.ts";
import { commentEnd } from "./comment.ts";
import { endTagStart, isTextIdle, opensMarkup } from "./element-text.ts";
import { isDecisive, isLink, mayBeDecisive, mayHoldPath, skipRuleOf, statesLanguage } from "./elements.ts";
import { endTag, isQuote, valueStart } from "./end-tag.ts";
import { nextName } from "./host-names.ts";
import { commitMoved, movedBytes, movedEnd, moveLink, restoreMoved } from "./links.ts";
import { MARKUP_STAYS, PATHS_MOVE, PATHS_MOVE_ANYWHERE } from "./modes.ts";
import { afterSpace, endOfAttributeName, endOfTagName, indexOf, nextSign, startOfAttributeName } from "./search.ts";
import { HIDING_TEXT, MARKUP, NAMED_TEXT, READ, SCRIPT, SENT_TEXT } from "./skip-rules.ts";
import { endOfQuoted, endOfUnquoted, mayHide, mayValueHide } from "./values.ts";

/** Skips tokens in the data state. @returns see `skim` */
export function passTokens(from: i32, end: i32, modes: i32): i32 {
  let at = from;
  let open = from;
  while (true) {
    open = indexOf(open, end, LESS_THAN);
    if (nextName() < open || open === end) return at;
    const after = markup(open, end, modes);
    if (after !== 0 && nextName() >= after) {
      at = after;
      open = after;
    } else {
      // Any other `<` belongs to the text.
      if (open + 1 >= end || opensMarkup(charAt(open + 1))) return open;
      open++;
    }
  }
}

/** The offset after a tag or comment and what is skipped with it; 0 when it has to be read or is unfinished. */
function markup(open: i32, end: i32, modes: i32): i32 {
  if (open + 1 >= end) return 0;
  const code = charAt(open + 1);
  if (isLetter(code)) return startTag(open + 1, end, modes);
  if (code === SLASH) return open + 2 < end && isLetter(charAt(open + 2)) ? endTag(open + 2, end) : 0;
  return code === EXCLAMATION ? commentEnd(open, end) : 0;
}

/** The offset after a start tag and the text that is skipped with it; 0 when it has to be read or is unfinished. */
function startTag(nameStart: i32, end: i32, modes: i32): i32 {
  const nameEnd = endOfTagName(nameStart, end);
  let rule = skipRuleOf(nameStart, nameEnd - nameStart);
  if (nameEnd === end || rule === READ) return 0;
  let at = nameEnd;
  let hasMoved = false;
  let sign = 0;
  while (true) {
    const before = at;
    // Looked for only once, however many attributes without a value stand before it.
    if (sign < at) sign = nextSign(at, end);
    if (sign === end) return 0;
    if (charAt(sign) === GREATER_THAN) {
      at = sign;
      break;
    }
    let attribute = 0;
    let attributeEnd = sign;
    // Nearly all attributes: a name, `=` and a value, with nothing in between.
    if (sign > at && isPlain(charAt(sign - 1)) && beginsValue(charAt(sign + 1))) {
      if (rule === SCRIPT || mayBeDecisive(charAt(sign - 1))) attribute = startOfAttributeName(before, sign);
      at = sign + 1;
    } else {
      at = afterSpace(at, end);
      if (charAt(at) === SLASH) {
        at++;
        continue;
      }
      attribute = at;
      attributeEnd = endOfAttributeName(at + 1, end);
      at = valueStart(attributeEnd, end);
    }
    if (attribute !== 0) {
      if (isDecisive(attribute)) return 0;
      if (rule === SCRIPT && statesLanguage(attribute)) rule = HIDING_TEXT;
    }
    if (at < 0) {
      at = -at;
      continue;
    }
    const quote = charAt(at);
    const isQuoted = isQuote(quote);
    const start = at + i32(isQuoted);
    const stop = isQuoted ? endOfQuoted(start, end, quote, modes) : endOfUnquoted(start, end, modes);
    if (stop >= end || nextName() < start) return 0;
    const hidden = mayValueHide(start, stop, modes);
    const isNamed = nextName() < stop;
    if (isNamed || hidden !== 0) {
      if (attribute === 0) attribute = startOfAttributeName(before, attributeEnd);
      const length = attributeEnd - attribute;
      if (isNamed || !isIdlePath(hidden, attribute, length, modes)) {
        if (!isLink(attribute, length, nameStart, nameEnd - nameStart) || !moveLink(start, stop, modes)) return 0;
        hasMoved = true;
      }
    }
    at = stop + i32(isQuoted);
  }
  at++;
  if (rule === SENT_TEXT) {
    if (!isTextIdle(at, end, modes)) return 0;
  } else if (rule !== 0) {
    at = textEnd(nameStart, nameEnd, at, end, rule, modes);
    if (at === 0) return 0;
  }
  if (nextName() < at) return 0;
  if (hasMoved) commitMoved();
  return at;
}

/** Whether an attribute's name, not white space or a slash, ends with this char. */
function isPlain(code: i32): bool {
  return code > SPACE && code !== SLASH;
}

/** Whether this char, right after `=`, begins a value. */
function beginsValue(code: i32): bool {
  return code > SPACE && code !== GREATER_THAN;
}

/** Whether nothing in a value could move but a path, and paths do not move in this attribute. */
function isIdlePath(hidden: i32, attribute: i32, length: i32, modes: i32): bool {
  return hidden === PATHS_MOVE && !(modes & PATHS_MOVE_ANYWHERE) && !mayHoldPath(attribute, length);
}

/** The offset after the end tag of an element that contains text; 0 when it has to be read or is unfinished. */
function textEnd(nameStart: i32, nameEnd: i32, start: i32, end: i32, rule: i32, modes: i32): i32 {
  const close = endTagStart(nameStart, nameEnd - nameStart, start, end, rule === SCRIPT);
  if (close === 0) return 0;
  const isNamedOnly = rule === NAMED_TEXT || rule === SCRIPT;
  const isIdle = nextName() >= close && (isNamedOnly || mayHide(start, close, modes) === 0);
  if (!isIdle && (rule !== MARKUP || !passMarkup(start, close, modes))) return 0;
  return endTag(close + 2, end);
}

/** Skips the markup inside an element, if no token of it has to be read. Documents nested deeper are not skipped. */
function passMarkup(start: i32, end: i32, modes: i32): bool {
  if (modes & MARKUP_STAYS) return false;
  const committedEnd = movedEnd();
  const committedBytes = movedBytes();
  const at = passTokens(start, end, modes | MARKUP_STAYS);
  const isAll = indexOf(at, end, LESS_THAN) === end && nextName() >= end;
  if (!isAll) restoreMoved(committedEnd, committedBytes);
  return isAll;
}
