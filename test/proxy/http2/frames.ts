import { connect, type TLSSocket } from "node:tls";

/** RFC 9113 section 6. */
export const FRAME = {
  data: 0,
  headers: 1,
  priority: 2,
  reset: 3,
  settings: 4,
  ping: 6,
  goaway: 7,
  windowUpdate: 8,
  continuation: 9,
} as const;

/** Flags; ACK has the value of END_STREAM. */
export const END_STREAM = 1;
export const ACK = 1;
export const END_HEADERS = 4;

/** RFC 9113 section 7. */
export const ERROR = {
  none: 0,
  protocol: 1,
  internal: 2,
  flowControl: 3,
  streamClosed: 5,
  refused: 7,
  cancel: 8,
  calm: 11,
} as const;

export interface Frame {
  readonly type: number;
  readonly flags: number;
  readonly stream: number;
  readonly payload: Buffer;
}

export function frame(type: number, flags: number, stream: number, payload: Uint8Array = NOTHING): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUIntBE(payload.length, 0, 3);
  head.writeUInt8(type, 3);
  head.writeUInt8(flags, 4);
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
}

/** A frame of one number: a window's increment, an error code. */
export function numberFrame(type: number, stream: number, number: number): Buffer {
  const payload = Buffer.alloc(4);
  payload.writeUInt32BE(number);
  return frame(type, 0, stream, payload);
}

/** Fields as HPACK literals that enter no table (RFC 7541 section 6.2.2); chars are bytes. */
export function fieldBlock(fields: readonly (readonly [name: string, value: string])[]): Buffer {
  return Buffer.concat(fields.flatMap(([name, value]) => [LITERAL, text(name), text(value)]));
}

/** What every request begins with. */
export const GET = [
  [":method", "GET"],
  [":scheme", "https"],
  [":authority", "www.example.com"],
  [":path", "/"],
] as const;

const HEAD_BYTES = 9;
const NOTHING = Buffer.alloc(0);
const LITERAL = Buffer.from([0]);

function text(chars: string): Buffer {
  return Buffer.concat([integer(chars.length), Buffer.from(chars, "latin1")]);
}

/** RFC 7541 section 5.1, with a prefix of seven bits. */
function integer(value: number): Buffer {
  if (value < 127) return Buffer.from([value]);
  const octets = [127];
  for (value -= 127; value >= 128; value = Math.floor(value / 128)) octets.push((value % 128) + 128);
  return Buffer.from([...octets, value]);
}

const WAIT_MS = 10_000;

/** RFC 9113 section 3.4. */
const PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

/** A connection that a test speaks HTTP/2 on, frame by frame. Only settings are acknowledged by themselves. */
export class FrameConnection {
  readonly socket: TLSSocket;
  /** All frames that came so far. */
  readonly frames: Frame[] = [];
  isClosed = false;
  readonly #received: (frame: Frame) => void;
  #preface: number;
  #rest: Buffer = NOTHING;
  #changed = Promise.withResolvers<void>();

  private constructor(socket: TLSSocket, preface = 0, received: (frame: Frame) => void = () => {}) {
    this.socket = socket;
    this.#preface = preface;
    this.#received = received;
    socket.on("data", (chunk: Buffer) => this.#take(chunk));
    socket.on("error", () => {});
    socket.on("close", () => {
      this.isClosed = true;
      this.#notify();
    });
  }

  /** @param settings the payload of our SETTINGS frame */
  static async open(port: number, settings: Uint8Array = NOTHING): Promise<FrameConnection> {
    const socket = connect({ port, host: "127.0.0.1", ALPNProtocols: ["h2"], rejectUnauthorized: false });
    await new Promise<void>((resolve, reject) => socket.once("secureConnect", resolve).once("error", reject));
    const connection = new FrameConnection(socket);
    socket.write(PREFACE);
    return connection.send(frame(FRAME.settings, 0, 0, settings));
  }

  /**
   * The server's end of a connection.
   *
   * @param received is told every frame
   */
  static accept(socket: TLSSocket, received: (frame: Frame) => void): FrameConnection {
    return new FrameConnection(socket, PREFACE.length, received).send(frame(FRAME.settings, 0, 0));
  }

  send(...frames: readonly Buffer[]): this {
    if (this.socket.writable) this.socket.write(Buffer.concat(frames));
    return this;
  }

  /** A whole request without content, or the beginning of one with content. */
  request(stream: number, fields: readonly (readonly [string, string])[] = GET, flags: number = END_STREAM): this {
    return this.send(frame(FRAME.headers, END_HEADERS | flags, stream, fieldBlock(fields)));
  }

  /** The first frame of a kind on a stream, as soon as it is there. */
  async until(type: number, stream: number): Promise<Frame> {
    for (;;) {
      const found = this.frames.find((candidate) => candidate.type === type && candidate.stream === stream);
      if (found) return found;
      if (this.isClosed) throw new Error(`Closed before a frame ${type} of stream ${stream}: ${this}`);
      await this.#change(`frame ${type} of stream ${stream}`);
    }
  }

  /** The error code that a stream, or with 0 the connection, was ended with. */
  async errorOf(stream: number): Promise<number> {
    if (stream > 0) return (await this.until(FRAME.reset, stream)).payload.readUInt32BE(0);
    return (await this.until(FRAME.goaway, 0)).payload.readUInt32BE(4);
  }

  async closed(): Promise<void> {
    while (!this.isClosed) await this.#change("end");
  }

  toString(): string {
    return this.frames.map(({ type, flags, stream }) => `${type}/${flags}/${stream}`).join(" ");
  }

  #take(chunk: Buffer): void {
    const opening = Math.min(this.#preface, chunk.length);
    this.#preface -= opening;
    this.#rest = Buffer.concat([this.#rest, chunk.subarray(opening)]);
    while (this.#rest.length >= HEAD_BYTES) {
      const end = HEAD_BYTES + this.#rest.readUIntBE(0, 3);
      if (this.#rest.length < end) break;
      const [type = 0, flags = 0] = this.#rest.subarray(3);
      const payload = this.#rest.subarray(HEAD_BYTES, end);
      const received = { type, flags, stream: this.#rest.readUInt32BE(5), payload };
      this.frames.push(received);
      if (type === FRAME.settings && flags === 0) this.send(frame(FRAME.settings, ACK, 0));
      this.#rest = this.#rest.subarray(end);
      this.#received(received);
    }
    this.#notify();
  }

  async #change(what: string): Promise<void> {
    const { promise, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => reject(new Error(`No ${what} in ${WAIT_MS} ms: ${this}`)), WAIT_MS);
    try {
      await Promise.race([this.#changed.promise, promise]);
    } finally {
      clearTimeout(timer);
    }
  }

  #notify(): void {
    const { resolve } = this.#changed;
    this.#changed = Promise.withResolvers();
    resolve();
  }
}
