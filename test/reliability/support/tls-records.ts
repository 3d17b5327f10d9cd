import { once } from "node:events";
import { connect } from "node:net";
import { Duplex } from "node:stream";
import { connect as connectTls, type TLSSocket } from "node:tls";

const HEADER_BYTES = 5;
const ALERT = 21;

/** A connection of TLS 1.2, whose records tell their types: Node does not tell an end with close_notify from one without. */
export class WatchedTls {
  readonly socket: TLSSocket;
  #header = Buffer.alloc(0);
  #leftOfRecord = 0;
  #lastType = 0;

  private constructor(port: number) {
    const raw = connect(port, "127.0.0.1");
    const wire = new Duplex({
      read() {},
      write: (chunk, _, done) => void raw.write(chunk, () => done()),
      destroy: (error, done) => {
        raw.destroy();
        done(error);
      },
    });
    raw.on("data", (chunk) => {
      this.#read(chunk);
      wire.push(chunk);
    });
    raw.on("end", () => wire.push(null)).on("error", (error) => wire.destroy(error));
    this.socket = connectTls({ socket: wire, rejectUnauthorized: false, maxVersion: "TLSv1.2" });
  }

  static async open(port: number): Promise<WatchedTls> {
    const watched = new WatchedTls(port);
    await once(watched.socket, "secureConnect");
    return watched;
  }

  /** Whether the server said that nothing more comes: the only alert that it sends (RFC 5246 section 7.2.1). */
  get hasCloseNotify(): boolean {
    return this.#lastType === ALERT;
  }

  #read(chunk: Buffer): void {
    for (let at = 0; at < chunk.length; ) {
      const skipped = Math.min(this.#leftOfRecord, chunk.length - at);
      this.#leftOfRecord -= skipped;
      at += skipped;
      if (this.#leftOfRecord > 0 || at === chunk.length) return;
      const taken = chunk.subarray(at, at + HEADER_BYTES - this.#header.length);
      this.#header = Buffer.concat([this.#header, taken]);
      at += taken.length;
      if (this.#header.length < HEADER_BYTES) return;
      this.#lastType = this.#header[0]!;
      this.#leftOfRecord = this.#header.readUInt16BE(3);
      this.#header = Buffer.alloc(0);
    }
  }
}
