import type { ByteRewriter } from "./byte-rewriter.ts";
import type { OutputHolder } from "./output-memory.ts";
import type { ByteSink, Stage } from "./stage.ts";

/** Rewrites bytes synchronously and passes them to `next`. */
export class RewriteStage implements Stage {
  readonly #rewriter: ByteRewriter;
  readonly #next: ByteSink;
  readonly #onRoom: () => void;
  readonly #holder: OutputHolder | undefined;

  /** @param holder who is given the output at once, through `next`. Default: one that may hold it forever */
  constructor(rewriter: ByteRewriter, next: ByteSink, onRoom: () => void, holder?: OutputHolder) {
    this.#rewriter = rewriter;
    this.#next = next;
    this.#onRoom = onRoom;
    this.#holder = holder;
  }

  get holdsChunks(): boolean {
    return this.#rewriter.holdsChunks;
  }

  write(chunk: Uint8Array): boolean {
    return this.#pass(this.#rewriter.write(chunk, this.#holder));
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
