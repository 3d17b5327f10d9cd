/**
 * Shows the bytes of one body to a rewriter as text, and turns text back into bytes. ASCII is shown as ASCII, everything else
 * as chars from 0x80 to 0xFF. Unchanged text becomes the same bytes again, however bytes and text are split.
 */
export interface TextView {
  /** The next bytes as text. */
  decode(bytes: Uint8Array): string;
  /** The next text as bytes. */
  encode(text: string): Uint8Array;
  /** The last bytes of the body, which were not shown. */
  tail(): Uint8Array;
  /** Whether bytes came that cannot be shown. `tail` returns them, and `decode` must not be called again. */
  readonly isBroken: boolean;
}
