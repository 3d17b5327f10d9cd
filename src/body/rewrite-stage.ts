import type { ByteRewriter } from "./byte-rewriter.ts";
import { type Allocate, OutputMemory } from "./output-memory.ts";
import type { ByteSink, Holder, Stage } from "./stage.ts";

/** Rewrites bytes synchronously and passes them to `next`. */
export class RewriteStage implements Stage {
  readonly #rewriter: ByteRewriter;
  readonly #next: ByteSink;
  readonly #onRoom: () => void;
  readonly #allocate: Allocate;

  constructor(rewriter: ByteRewriter, next: ByteSink & Holder, onRoom: () => void) {
    this.#rewriter = rewriter;
    this.#next = next;
    this.#onRoom = onRoom;
    this.#allocate = (bytes) => OUTPUT.lend(bytes, next);
  }

  get holdsChunks(): boolean {
    return this.#rewriter.holdsChunks;
  }

  write(chunk: Uint8Array): boolean {
    return this.#pass(this.#rewriter.write(chunk, this.#allocate));
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

/** Shared by all bodies: output leaves before anything else is rewritten. */
const OUTPUT = new OutputMemory();
