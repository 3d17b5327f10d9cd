/**
 * How the bytes of one body are shown to a rewriter, and back: ASCII as ASCII, all else as chars from 0x80 to 0xFF. Text
 * that the rewriter leaves alone becomes the very bytes again, however bytes and text are split.
 */
export interface TextView {
  /** The next bytes as text. */
  decode(bytes: Uint8Array): string;
  /** The next text as bytes. */
  encode(text: string): Uint8Array;
  /** The last bytes of the body: those that were not shown. */
  tail(): Uint8Array;
  /** Bytes came that cannot be shown; `tail` has them, and nothing more is to be decoded. */
  readonly isBroken: boolean;
}
