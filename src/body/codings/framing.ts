import type { ZlibStream } from "./zlib-engine.ts";

/** A part of a body that one zlib stream decodes or encodes. */
export interface Frame {
  stream: ZlibStream;
  /** Bytes of the frame's own header, which are skipped before the stream reads. */
  headBytes: number;
}

/** Splits one body into frames. One object serves one body. */
export interface Framing {
  /**
   * Called at the start of the body and after each frame.
   *
   * @param isLast whether no more bytes follow `head`
   * @returns undefined when more bytes are needed; "over" when the body is complete and `head` is not part of it
   * @throws {Error} when `head` cannot begin a frame
   */
  begin(head: Uint8Array, isLast: boolean): Frame | "over" | undefined;
  /** Receives all output of the frames. */
  onOutput?(chunk: Uint8Array): void;
}

/** A body of one frame. Bytes after it are ignored, as in browsers. Zero bytes are an empty body, not an error. */
export function oneFrame(create: (firstByte: number) => ZlibStream): Framing {
  let isBegun = false;
  return {
    begin(head, isLast) {
      const [firstByte] = head;
      if (isBegun) return "over";
      if (firstByte === undefined) return isLast ? "over" : undefined;
      isBegun = true;
      return { stream: create(firstByte), headBytes: 0 };
    },
  };
}

/** A body of any number of consecutive frames. Zero bytes are an empty body, not an error. */
export function manyFrames(create: () => ZlibStream): Framing {
  return {
    begin(head, isLast) {
      if (head.length > 0) return { stream: create(), headBytes: 0 };
      return isLast ? "over" : undefined;
    },
  };
}
