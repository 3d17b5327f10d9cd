import { latin1Of } from "./latin1.ts";
import type { ChunkSplice } from "./splice.ts";

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
  /**
   * Like `write`, for a piece that has not become a string yet: reports what differs from it. What is held back is cut out,
   * and returns with a later splice. A rewriter without this method needs strings.
   */
  writeBytes?(chunk: Buffer, splice: ChunkSplice): void;
  /** Ends the text; returns what was held back. */
  end(): string;
}

/** Does as `writeBytes`, by `write`. */
export function writeAsText(rewriter: TextRewriter, chunk: Buffer, splice: ChunkSplice): void {
  const text = latin1Of(chunk);
  const rewritten = rewriter.write(text);
  if (rewritten !== text) splice(0, chunk.length, rewritten);
}

/** Rewrites a whole text. */
export function rewriteWhole(rewriter: TextRewriter, text: string): string {
  const head = rewriter.write(text);
  const tail = rewriter.end();
  return tail === "" ? head : head + tail;
}
