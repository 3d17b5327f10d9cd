import type { TextKind } from "../html/scanners/scanner.ts";

/** Takes the text of an element, run by run, and reports what changes. All offsets are the stream's, and ascend. */
export interface TextSink {
  /** The offset from which the text is still needed; undefined when all that was taken is decided. */
  readonly holdFrom?: number;
  add(start: number, end: number, kind: TextKind): void;
  /**
   * The stream pauses: everything that is decided is reported.
   *
   * @param end what stands before it has been read; more than what was taken when something else stands behind that
   */
  pause(end: number): void;
  /** @param isWhole whether all the text of the element was taken, and nothing else stood there */
  finish(isWhole: boolean): void;
}

/** For text that stays. */
export const LEFT: TextSink = { add() {}, pause() {}, finish() {} };
