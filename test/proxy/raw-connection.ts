import { connect, createServer, type Server, type Socket } from "node:net";
import { setTimeout as delay, setImmediate as turn } from "node:timers/promises";

const WAIT_MS = 3000;

/** One end of a TCP connection that a test speaks HTTP over by hand. Bytes are latin1 text. */
export class RawConnection {
  readonly socket: Socket;
  /** All that came so far. */
  received = "";
  /** How the other side ended: not yet, in good order, or by a reset. */
  ended: "no" | "fin" | "reset" = "no";
  #changed = Promise.withResolvers<void>();

  constructor(socket: Socket) {
    this.socket = socket;
    socket.setNoDelay(true);
    socket.on("data", (chunk) => {
      this.received += chunk.toString("latin1");
      this.#notify();
    });
    socket.on("end", () => this.#end("fin"));
    socket.on("error", () => this.#end("reset"));
    socket.on("close", () => this.#end("fin"));
  }

  send(text: string): this {
    this.socket.write(text, "latin1");
    return this;
  }

  finish(): void {
    this.socket.end();
  }

  reset(): void {
    this.socket.resetAndDestroy();
  }

  /**
   * Resets when a reader in this process has read what was sent: a reset takes with it what nobody has read. Timers are due
   * before anything is read where the process was held up, turns of the event loop are not.
   */
  async resetOnceRead(): Promise<void> {
    await delay(20);
    await turn();
    await turn();
    this.reset();
  }

  /** Waits until `isDone` holds for what was received; fails when the connection ends first or nothing happens. */
  async until(isDone: (received: string) => boolean, what = "more bytes"): Promise<string> {
    while (!isDone(this.received)) {
      if (this.ended !== "no")
        throw new Error(`Ended (${this.ended}) before ${what}: ${JSON.stringify(this.received)}`);
      await this.#change(what);
    }
    return this.received;
  }

  includes(text: string): Promise<string> {
    return this.until((received) => received.includes(text), JSON.stringify(text));
  }

  /** A whole message head, and how often one came: `head(2)` waits for the second. */
  async head(count = 1): Promise<string> {
    return this.until((received) => received.split("\r\n\r\n").length > count, `head ${count}`);
  }

  async end(): Promise<string> {
    while (this.ended === "no") await this.#change("the end");
    return this.received;
  }

  async #change(what: string): Promise<void> {
    const { promise, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(
      () => reject(new Error(`No ${what} in ${WAIT_MS} ms: ${JSON.stringify(this.received)}`)),
      WAIT_MS,
    );
    try {
      await Promise.race([this.#changed.promise, promise]);
    } finally {
      clearTimeout(timer);
    }
  }

  #end(how: "fin" | "reset"): void {
    if (this.ended === "no") this.ended = how;
    this.#notify();
  }

  #notify(): void {
    const { resolve } = this.#changed;
    this.#changed = Promise.withResolvers();
    resolve();
  }
}

/** A server whose every connection a test plays by hand. */
export class RawServer {
  readonly #server: Server;
  readonly connections: RawConnection[] = [];
  readonly #waiting: ((connection: RawConnection) => void)[] = [];
  #taken = 0;

  private constructor(server: Server, play: ((connection: RawConnection) => unknown) | undefined) {
    this.#server = server;
    server.on("connection", (socket) => {
      const connection = new RawConnection(socket);
      this.connections.push(connection);
      if (this.#waiting.length > 0) {
        this.#taken++;
        this.#waiting.shift()?.(connection);
      }
      play?.(connection);
    });
  }

  /** @param play what is done on each connection; default: nothing, the test takes them with {@link next} */
  static async listen(play?: (connection: RawConnection) => unknown): Promise<RawServer> {
    const server = createServer({ allowHalfOpen: true });
    const raw = new RawServer(server, play);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return raw;
  }

  /** Answers every request without content: always the same, or by its head. */
  static answering(
    response: string | ((head: string) => string),
    then: "keep" | "finish" | "reset" = "keep",
  ): Promise<RawServer> {
    return RawServer.listen(async (connection) => {
      for (let count = 1; connection.ended === "no"; count++) {
        await connection.head(count).catch(() => {});
        if (connection.ended !== "no") return;
        const head = connection.received.split("\r\n\r\n")[count - 1] ?? "";
        connection.send(typeof response === "string" ? response : response(head));
        if (then === "finish") connection.finish();
        if (then === "reset") await connection.resetOnceRead();
      }
    });
  }

  get port(): number {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("not listening");
    return address.port;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The next connection that nobody has taken yet; fails when none comes. */
  async next(): Promise<RawConnection> {
    const connection = this.connections[this.#taken];
    if (connection) {
      this.#taken++;
      return connection;
    }
    const { promise, resolve, reject } = Promise.withResolvers<RawConnection>();
    this.#waiting.push(resolve);
    const timer = setTimeout(() => reject(new Error(`No connection in ${WAIT_MS} ms`)), WAIT_MS);
    return promise.finally(() => clearTimeout(timer));
  }

  async close(): Promise<void> {
    for (const { socket } of this.connections) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

export async function rawClient(port: number): Promise<RawConnection> {
  const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
  await new Promise<void>((resolve, reject) => socket.once("connect", resolve).once("error", reject));
  return new RawConnection(socket);
}
