import type { Zlib } from "node:zlib";
import type { ByteRewriter } from "./byte-rewriter.ts";
import { CODINGS, type CodingName } from "./codings/coding.ts";
import type { ByteSink } from "./stage.ts";

/** Coded bytes that are gathered. */
const MAX_CODED_BYTES = 32_768;
/** What they may decode to. Coding as much in one go keeps everybody else waiting for a millisecond. */
const MAX_DECODED_BYTES = 131_072;

export interface WholeBodyOptions {
  rewriter: ByteRewriter;
  decode: readonly CodingName[];
  encode: readonly CodingName[];
  /** See Limits. */
  decodedBytes: number;
}

/**
 * Stands before the stages of a coded body, and handles at once one that is small and came within one turn of the event loop:
 * for a page of 3 KB that costs a fifth of what streams do. Any other body goes through the stages, and so does one that is
 * broken: what that means is decided there alone.
 */
export class WholeBodyStage implements ByteSink {
  readonly #options: WholeBodyOptions;
  readonly #stages: ByteSink;
  readonly #output: ByteSink;
  #gathered: Uint8Array[] | undefined = [];
  #gatheredBytes = 0;

  constructor(options: WholeBodyOptions, stages: ByteSink, output: ByteSink) {
    this.#options = options;
    this.#stages = stages;
    this.#output = output;
  }

  write(chunk: Uint8Array): boolean {
    if (!this.#gathered) return this.#stages.write(chunk);
    this.#gathered.push(chunk);
    this.#gatheredBytes += chunk.length;
    return this.#gatheredBytes <= MAX_CODED_BYTES || this.#release();
  }

  flush(): void {
    this.#release();
    this.#stages.flush();
  }

  end(): void {
    const body = this.#gathered && decodeAtOnce(Buffer.concat(this.#gathered), this.#options);
    if (body) this.#finish(body);
    else {
      this.#release();
      this.#stages.end();
    }
  }

  fail(error: Error): void {
    this.#release();
    this.#stages.fail(error);
  }

  /** Gives what was gathered to the stages, where all the rest will go too. */
  #release(): boolean {
    const chunks = this.#gathered ?? [];
    this.#gathered = undefined;
    let hasRoom = true;
    for (const chunk of chunks) hasRoom = this.#stages.write(chunk);
    return hasRoom;
  }

  #finish(decoded: Uint8Array): void {
    const { rewriter, encode } = this.#options;
    const rewritten = Buffer.concat([rewriter.write(decoded), rewriter.end()]);
    const coded = encode.reduce<Uint8Array>((bytes, name) => CODINGS[name].encodeSync(bytes), rewritten);
    if (rewritten.length > 0) this.#output.write(coded);
    this.#output.end();
  }
}

/** The whole of a body without its codings; undefined when it is large, or not exactly what they make. */
function decodeAtOnce(body: Uint8Array, { decode, decodedBytes }: WholeBodyOptions): Uint8Array | undefined {
  const maxOutputLength = Math.min(MAX_DECODED_BYTES, decodedBytes);
  try {
    return decode.reduceRight((coded, name) => {
      const result: unknown = CODINGS[name].decodeSync(coded, { info: true, maxOutputLength });
      const { buffer, engine } = result as { buffer: Buffer; engine: Zlib };
      if (engine.bytesWritten < coded.length) throw new Error("bytes follow");
      return buffer;
    }, body);
  } catch {
    return undefined;
  }
}
