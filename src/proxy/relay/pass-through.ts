import type { BodySink } from "../../body/pipeline.ts";
import type { Stage } from "../../body/stage.ts";

/** The pipeline of a body that passes unchanged. It has no stages and holds nothing back. */
export class PassThrough implements Stage {
  readonly holdsChunks = false;
  readonly #sink: BodySink;

  constructor(sink: BodySink) {
    this.#sink = sink;
  }

  write(chunk: Uint8Array): boolean {
    return this.#sink.data(chunk);
  }

  flush(): void {}

  end(): void {
    this.#sink.end();
  }

  fail(error: Error): void {
    this.#sink.error(error);
  }

  resume(): void {
    this.#sink.drain();
  }

  destroy(): void {}
}
