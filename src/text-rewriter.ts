/**
 * Rewrites one text while its pieces come.
 *
 * The text is a latin1 view of bytes: one char is one byte. Charsets that agree with ASCII need no transcoding this way,
 * and bytes that nobody understands pass unharmed. Whatever is not changed comes out exactly as it went in, and the whole
 * output does not depend on how the input was split.
 */
export interface TextRewriter {
  /** Takes the next piece; returns everything that is decided by now (the same string when nothing changed). */
  write(text: string): string;
  /** Ends the text; returns what was held back. */
  end(): string;
}

/** Runs a whole text through a rewriter: the string form is a stream of one piece. */
export function rewriteWhole(rewriter: TextRewriter, text: string): string {
  const head = rewriter.write(text);
  const tail = rewriter.end();
  return tail === "" ? head : head + tail;
}
