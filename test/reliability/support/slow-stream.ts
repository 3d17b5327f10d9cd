import type { Duplex } from "node:stream";

/** A client that takes a bite of a stream every second; the rest waits where the stream's high water mark lets it. */
export class SlowStream {
  readonly #stream: Duplex;
  readonly #timer: NodeJS.Timeout;
  #takenBytes = 0;

  constructor(stream: Duplex, biteBytes: number) {
    this.#stream = stream.on("error", () => {}).on("readable", () => {});
    this.#timer = setInterval(() => {
      this.#takenBytes += (stream.read(biteBytes) as Buffer | null)?.length ?? 0;
    }, 1000);
  }

  get receivedBytes(): number {
    return this.#takenBytes + this.#stream.readableLength;
  }

  get hasEnded(): boolean {
    return this.#stream.destroyed;
  }

  destroy(): void {
    clearInterval(this.#timer);
    this.#stream.destroy();
  }
}
