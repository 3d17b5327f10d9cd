import type { Transform } from "node:stream";
import type { Zlib } from "node:zlib";

/** Output chunk size of decoders: four times Node's default, so a quarter of the trips to its thread pool. */
export const DECODED_CHUNK_BYTES = 65_536;

/** A stream of node:zlib. */
export type ZlibStream = Transform & Zlib;

/** Where the output of an engine goes. */
export interface EngineOutput {
  /** Takes a chunk of output. Returns false when it wants no more until {@link ZlibEngine.resume} is called. */
  data(chunk: Uint8Array): boolean;
  /** The input is truncated or invalid. The output up to the error has been delivered. */
  failed(error: Error): void;
}

/** Runs a stream of node:zlib, one task at a time. A task is done when all of its output has been delivered. */
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
   * Decodes or encodes a chunk.
   *
   * @param onDone receives the bytes of the chunk that follow the end of the stream; empty while the stream goes on
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

  /** Makes an encoder emit what it holds back. `kind` is the coding's `flushKind`. */
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

  /** Frees the stream's native memory. Tasks under way never report that they are done. */
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
