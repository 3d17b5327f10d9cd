import { setImmediate as turn } from "node:timers/promises";
import { type ByteRewriter, CharsetRewriter } from "../../src/body/byte-rewriter.ts";
import type { CharsetHints } from "../../src/body/charsets/charset.ts";
import { BodyPipeline, type BodyPipelineOptions } from "../../src/body/pipeline.ts";
import type { TextRewriter } from "../../src/text-rewriter.ts";
import { SEED, seededRandom } from "../random.ts";

export const INTERNAL = "http://legacy.internal:8080/";
export const PUBLIC = "https://www.example.com/app/";

/** Moves one name, and holds back what may become it: a rewriter as simple as can be. */
export class NameRewriter implements TextRewriter {
  readonly #from: string;
  readonly #to: string;
  #held = "";

  constructor(from = INTERNAL, to = PUBLIC) {
    this.#from = from;
    this.#to = to;
  }

  write(text: string): string {
    const all = this.#held + text;
    const parts = all.split(this.#from);
    const last = parts.pop()!;
    let length = Math.min(this.#from.length - 1, last.length);
    while (!this.#from.startsWith(last.slice(last.length - length))) length--;
    this.#held = last.slice(last.length - length);
    if (parts.length === 0 && all === text && this.#held === "") return text;
    return [...parts, last.slice(0, last.length - length)].join(this.#to);
  }

  end(): string {
    const held = this.#held;
    this.#held = "";
    return held;
  }
}

export function nameRewriter(hints: CharsetHints = { format: "html", label: "utf-8" }): CharsetRewriter {
  return new CharsetRewriter(new NameRewriter(), hints);
}

/** Finds nothing. */
export function idleRewriter(hints: CharsetHints = { format: "html", label: "utf-8" }): CharsetRewriter {
  return new CharsetRewriter(new NameRewriter("http://nowhere.invalid/"), hints);
}

/** The ways in which every body is cut into chunks. */
export const SPLITS: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array[]>> = {
  whole: (bytes) => [bytes],
  "byte by byte": (bytes) => Array.from(bytes, (_, i) => bytes.subarray(i, i + 1)),
  [`at random, SEED=${SEED}`]: (bytes) => {
    const random = seededRandom(SEED);
    const chunks: Uint8Array[] = [];
    for (let at = 0; at < bytes.length; ) {
      const length = 1 + Math.floor(random() ** 3 * 600);
      chunks.push(bytes.subarray(at, at + length));
      at += length;
    }
    return chunks;
  },
};

export interface Outcome {
  bytes: Buffer;
  error: Error | undefined;
}

/** A pipeline, and what has come out of it. */
export class Run {
  readonly pipeline: BodyPipeline;
  readonly chunks: Uint8Array[] = [];
  readonly #outcome = Promise.withResolvers<Outcome>();
  #room = Promise.withResolvers<void>();
  /** How many chunks the sink takes before it says that it is full. */
  credit = Number.POSITIVE_INFINITY;

  constructor(options: Omit<BodyPipelineOptions, "rewriter"> & { rewriter?: ByteRewriter } = {}) {
    this.pipeline = new BodyPipeline(
      { rewriter: nameRewriter(), ...options },
      {
        holdsContent: true,
        data: (chunk) => {
          this.chunks.push(chunk);
          this.credit--;
          return this.credit > 0;
        },
        end: () => this.#outcome.resolve({ bytes: this.bytes, error: undefined }),
        error: (error) => this.#outcome.resolve({ bytes: this.bytes, error }),
        drain: () => this.#room.resolve(),
      },
    );
  }

  get bytes(): Buffer {
    return Buffer.concat(this.chunks);
  }

  /** How it ended. */
  get outcome(): Promise<Outcome> {
    return this.#outcome.promise;
  }

  /** The sink takes so many chunks more. */
  grant(chunks: number): void {
    this.credit = chunks;
    this.pipeline.resume();
  }

  /** Writes chunks, each when there is room, and in a turn of its own: what comes in one turn may be handled as one. */
  async write(chunks: readonly Uint8Array[]): Promise<void> {
    for (const chunk of chunks) {
      this.#room = Promise.withResolvers<void>();
      if (!this.pipeline.write(chunk)) await this.#room.promise;
      if (chunks.length > 1) await turn();
    }
  }

  /** Waits until `isTrue` of what came out; fails with the test's own timeout. */
  async until(isTrue: (bytes: Buffer) => boolean): Promise<Buffer> {
    while (!isTrue(this.bytes)) await turn();
    return this.bytes;
  }
}

/** Runs a whole body through a pipeline. */
export async function runBody(
  chunks: readonly Uint8Array[],
  options: ConstructorParameters<typeof Run>[0] = {},
): Promise<Outcome> {
  const run = new Run(options);
  const writing = run.write(chunks).then(() => run.pipeline.end());
  await Promise.race([writing, run.outcome]);
  return run.outcome;
}
