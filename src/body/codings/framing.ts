import type { ZlibStream } from "./zlib-engine.ts";

/** One run of bytes for one zlib stream. */
export interface Frame {
  stream: ZlibStream;
  /** Bytes before those that the stream reads. */
  headBytes: number;
}

/** How the bytes of one body fall into frames; one object for one body. */
export interface Framing {
  /**
   * Looks at the bytes where a frame may begin.
   *
   * @param isLast whether no more bytes follow `head`
   * @returns undefined when more bytes are needed to tell, "over" when the body is complete and `head` no part of it
   * @throws {Error} when no frame can begin so
   */
  begin(head: Uint8Array, isLast: boolean): Frame | "over" | undefined;
  /** Told of all that the frames become. */
  onOutput?(chunk: Uint8Array): void;
}

/** A body of one frame. What follows is ignored, as browsers do. A body without any byte is empty. */
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

/** A body of frames one after the other. A body without any byte is empty. */
export function manyFrames(create: () => ZlibStream): Framing {
  return {
    begin(head, isLast) {
      if (head.length > 0) return { stream: create(), headBytes: 0 };
      return isLast ? "over" : undefined;
    },
  };
}
