import type { TokenHandler } from "../../../src/html/scanners/scanner.ts";

/** Asks for everything, and does nothing with it. */
export const IGNORING: TokenHandler = {
  startTag: () => true,
  attribute() {},
  startTagEnd() {},
  endTag() {},
  text() {},
  comment() {},
  commentEnd() {},
};
