import type { ByteRewriter } from "./byte-rewriter.ts";
import { type Allocate, NOBODY, OutputMemory } from "./output-memory.ts";
import type { ByteSink, Holder, Stage } from "./stage.ts";

/** Rewrites bytes synchronously and passes them to `next`. */
export class RewriteStage implements Stage {
  readonly #rewriter: ByteRewriter;
  readonly #next: ByteSink & Holder;
  readonly #onRoom: () => void;
  readonly #allocate: Allocate;
  /** Whether the next sink still holds what it was given before. It gets copies then, which are no longer than needed. */
  #isNextSlow = false;

  constructor(rewriter: ByteRewriter, next: ByteSink & Holder, onRoom: () => void) {
    this.#rewriter = rewriter;
    this.#next = next;
    this.#onRoom = onRoom;
    this.#allocate = (bytes) => OUTPUT.lend(bytes, this.#isNextSlow ? NOBODY : next);
  }

  get holdsChunks(): boolean {
    return this.#rewriter.holdsChunks;
  }

  write(chunk: Uint8Array): boolean {
    this.#isNextSlow = this.#next.holdsChunks;
    const output = this.#rewriter.write(chunk, this.#allocate);
    return this.#pass(this.#isNextSlow && output !== chunk ? copyOf(output) : output);
  }

  flush(): void {
    this.#pass(this.#rewriter.flush());
    this.#next.flush();
  }

  end(): void {
    this.#pass(this.#rewriter.end());
    this.#next.end();
  }

  fail(error: Error): void {
    this.#pass(this.#rewriter.end());
    this.#next.fail(error);
  }

  resume(): void {
    this.#onRoom();
  }

  destroy(): void {}

  #pass(chunk: Uint8Array): boolean {
    return chunk.length === 0 || this.#next.write(chunk);
  }
}

/** Not out of Node's pool: little of that would keep all of it alive. */
function copyOf(output: Uint8Array): Buffer {
  const copy = Buffer.allocUnsafeSlow(output.length);
  copy.set(output);
  return copy;
}

/** Shared by all bodies: output leaves before anything else is rewritten. */
const OUTPUT = new OutputMemory();
