import type { Transform } from "node:stream";
import type { Zlib } from "node:zlib";

/** What decoders are asked to put out at a time: four times node's default, for a quarter of the trips to its threads. */
export const DECODED_CHUNK_BYTES = 65_536;

/** A stream of node:zlib. */
export type ZlibStream = Transform & Zlib;

/** Where the output of an engine goes. */
export interface EngineOutput {
  /** Takes what came out; false when it wants no more until `resume`. */
  data(chunk: Uint8Array): boolean;
  /** The input ended too early, or cannot be read. What came of it was delivered, up to the chunk with the error. */
  failed(error: Error): void;
}

/** Runs a stream of node:zlib one task at a time. A task is done when all that came of it was delivered. */
export class ZlibEngine {
  readonly #stream: ZlibStream;
  readonly #output: EngineOutput;
  #onDelivered: (() => void) | undefined;
  #isFull = false;

  constructor(stream: ZlibStream, output: EngineOutput) {
    this.#stream = stream;
    this.#output = output;
    stream.on("readable", () => this.#deliver());
    stream.on("error", (error) => {
      for (let chunk = stream.read(); chunk !== null; chunk = stream.read()) output.data(chunk);
      output.failed(error);
    });
  }

  /**
   * Runs a chunk through.
   *
   * @param onDone told the bytes of it that lie behind the stream's own end; none while the stream goes on
   */
  run(chunk: Uint8Array, onDone: (rest: Uint8Array) => void): void {
    const bytesBefore = this.#stream.bytesWritten;
    this.#stream.write(chunk, (error) => {
      if (error) return;
      const rest = chunk.subarray(this.#stream.bytesWritten - bytesBefore);
      if (rest.length === 0) this.#deliverThen(() => onDone(rest));
      else this.#afterEnd(() => onDone(rest));
    });
  }

  /** Lets out what an encoder holds back; `kind` is a constant of its coding. */
  flush(kind: number, onDone: () => void): void {
    this.#stream.flush(kind, () => this.#deliverThen(onDone));
  }

  /** Ends the stream. */
  finish(onDone: () => void): void {
    this.#stream.end();
    this.#afterEnd(onDone);
  }

  /** The output has room again. */
  resume(): void {
    this.#isFull = false;
    this.#deliver();
  }

  /** Frees the stream's native memory; no task is done any more. */
  destroy(): void {
    this.#stream.destroy();
  }

  #afterEnd(onDone: () => void): void {
    if (this.#stream.readableEnded) onDone();
    else this.#stream.once("end", onDone);
    this.#deliver();
  }

  #deliverThen(onDelivered: () => void): void {
    this.#onDelivered = onDelivered;
    this.#deliver();
  }

  #deliver(): void {
    while (!this.#isFull && !this.#stream.destroyed) {
      const chunk: Buffer | null = this.#stream.read();
      if (chunk === null) {
        const onDelivered = this.#onDelivered;
        this.#onDelivered = undefined;
        onDelivered?.();
        return;
      }
      this.#isFull = !this.#output.data(chunk);
    }
  }
}
