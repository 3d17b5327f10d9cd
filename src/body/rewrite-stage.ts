import type { ByteRewriter } from "./byte-rewriter.ts";
import { NOBODY, OutputMemory } from "./output-memory.ts";
import type { ByteSink, Holder, Stage } from "./stage.ts";

/** Rewrites bytes synchronously and passes them to `next`. */
export class RewriteStage implements Stage {
  readonly #rewriter: ByteRewriter;
  readonly #next: ByteSink & Holder;
  readonly #onRoom: () => void;

  constructor(rewriter: ByteRewriter, next: ByteSink & Holder, onRoom: () => void) {
    this.#rewriter = rewriter;
    this.#next = next;
    this.#onRoom = onRoom;
  }

  get holdsChunks(): boolean {
    return this.#rewriter.holdsChunks;
  }

  write(chunk: Uint8Array): boolean {
    // Who still holds what it was given before gets copies, which are no longer than needed.
    const isSlow = this.#next.holdsChunks;
    const holder = isSlow ? NOBODY : this.#next;
    const output = this.#rewriter.write(chunk, (bytes) => OUTPUT.lend(bytes, holder));
    return this.#pass(isSlow && output !== chunk ? copyOf(output) : output);
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
