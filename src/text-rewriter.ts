/**
 * Rewrites one text piece by piece.
 *
 * The text is a latin1 view of bytes: one char is one byte. Charsets that extend ASCII need no transcoding, and unknown
 * bytes survive. Everything that is not changed comes out exactly as it went in, and the output does not depend on how
 * the input was split.
 */
export interface TextRewriter {
  /** Takes the next piece; returns all output that is decided by now (the same string if nothing changed). */
  write(text: string): string;
  /** Ends the text; returns what was held back. */
  end(): string;
}

/** Rewrites a whole text. */
export function rewriteWhole(rewriter: TextRewriter, text: string): string {
  const head = rewriter.write(text);
  const tail = rewriter.end();
  return tail === "" ? head : head + tail;
}
