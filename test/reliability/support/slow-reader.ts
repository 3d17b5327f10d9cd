import { connect, type Socket } from "node:net";

/** A client that takes a bite every second, whatever is there. */
export class SlowReader {
  readonly #socket: Socket;
  readonly #timer: NodeJS.Timeout;
  receivedBytes = 0;

  constructor(port: number, request: string, biteBytes: number) {
    const onread = { buffer: Buffer.alloc(biteBytes), callback: (bytes: number) => this.#bite(bytes) };
    this.#socket = connect({ port, host: "127.0.0.1", onread });
    this.#socket.on("error", () => {});
    this.#socket.write(request);
    this.#timer = setInterval(() => this.#socket.resume(), 1000);
  }

  get hasEnded(): boolean {
    return this.#socket.destroyed;
  }

  destroy(): void {
    clearInterval(this.#timer);
    this.#socket.destroy();
  }

  #bite(bytes: number): boolean {
    this.receivedBytes += bytes;
    this.#socket.pause();
    return false;
  }
}
