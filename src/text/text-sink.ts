import type { TextKind } from "../html/scanners/scanner.ts";

/** Takes the text of an element, run by run, and reports changes. All offsets are of the stream, and ascend. */
export interface TextSink {
  /** The offset from which the text is still needed; undefined when all of it is decided. */
  readonly holdFrom?: number;
  add(start: number, end: number, kind: TextKind): void;
  /**
   * Reports everything that is decided, because the stream pauses.
   *
   * @param end everything before it has been read; beyond the text taken if something else follows that
   */
  pause(end: number): void;
  /** @param isWhole whether the text taken is the whole content of the element */
  finish(isWhole: boolean): void;
}

/** Takes text that stays. */
export const LEFT: TextSink = { add() {}, pause() {}, finish() {} };
