import type { Zlib } from "node:zlib";
import { joined } from "../latin1.ts";
import type { ByteRewriter } from "./byte-rewriter.ts";
import { CODINGS, type CodingName } from "./codings/coding.ts";
import { NOBODY, OutputMemory } from "./output-memory.ts";
import type { ByteSink, Holder } from "./stage.ts";

/** The largest coded body that is handled at once. */
const MAX_CODED_BYTES = 32_768;
/** The largest decoded size of such a body. To encode that much synchronously blocks the event loop for a millisecond. */
const MAX_DECODED_BYTES = 131_072;

export interface WholeBodyOptions {
  rewriter: ByteRewriter;
  decode: readonly CodingName[];
  encode: readonly CodingName[];
  /** See Limits. */
  decodedBytes: number;
}

/**
 * Stands before the stages of a coded body. A small body that came within one turn of the event loop is handled
 * synchronously, which costs a fifth of streaming for a page of 3 KB. All others go through the stages. So do broken bodies,
 * because only the stages handle errors.
 */
export class WholeBodyStage implements ByteSink, Holder {
  readonly #options: WholeBodyOptions;
  readonly #stages: ByteSink & Holder;
  readonly #output: ByteSink;
  #gathered: Uint8Array[] | undefined = [];
  #gatheredBytes = 0;

  constructor(options: WholeBodyOptions, stages: ByteSink & Holder, output: ByteSink) {
    this.#options = options;
    this.#stages = stages;
    this.#output = output;
  }

  get holdsChunks(): boolean {
    return this.#gathered ? this.#gatheredBytes > 0 : this.#stages.holdsChunks;
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

  /** Passes what was gathered to the stages. The rest of the body follows there. */
  #release(): boolean {
    const chunks = this.#gathered ?? [];
    this.#gathered = undefined;
    let hasRoom = true;
    for (const chunk of chunks) hasRoom = this.#stages.write(chunk);
    return hasRoom;
  }

  #finish(decoded: Uint8Array): void {
    const { rewriter, encode } = this.#options;
    this.#gathered = undefined;
    const rewritten = joined(rewriter.write(decoded, encode.length > 0 ? lendForEncoding : undefined), rewriter.end());
    const coded = encode.reduce<Uint8Array>((bytes, name) => CODINGS[name].encodeSync(bytes), rewritten);
    // Nothing, coded, stays coded: some readers take no bytes at all for a broken stream.
    if (this.#gatheredBytes > 0) this.#output.write(coded);
    this.#output.end();
  }
}

/** What is encoded at once is held by nobody. */
function lendForEncoding(bytes: number): Buffer {
  return UNCODED.lend(bytes, NOBODY);
}

/** Most bodies decode to one chunk: several would be copied into one. */
const LEAST_CHUNK_BYTES = 16_384;
const USUAL_RATIO = 8;
const UNCODED = new OutputMemory(2 * MAX_DECODED_BYTES);

/** Decodes a whole body; undefined if it is large, invalid, or followed by other bytes. */
function decodeAtOnce(body: Uint8Array, { decode, decodedBytes }: WholeBodyOptions): Uint8Array | undefined {
  const maxOutputLength = Math.min(MAX_DECODED_BYTES, decodedBytes);
  try {
    return decode.reduceRight((coded, name) => {
      const chunkSize = Math.min(MAX_DECODED_BYTES, Math.max(LEAST_CHUNK_BYTES, USUAL_RATIO * coded.length));
      const result: unknown = CODINGS[name].decodeSync(coded, { info: true, maxOutputLength, chunkSize });
      const { buffer, engine } = result as { buffer: Buffer; engine: Zlib };
      if (engine.bytesWritten < coded.length) throw new Error("bytes follow");
      return buffer;
    }, body);
  } catch {
    return undefined;
  }
}
