import { constants, type ServerHttp2Session, type ServerHttp2Stream } from "node:http2";
import { performance } from "node:perf_hooks";
import type { Duplex } from "node:stream";
import type { Limits } from "../../limits.ts";
import { IdleTimer } from "../idle-timer.ts";

/** Closes a connection after a while without a request, also one of which only the client has not closed its side. */
export function closeWhenIdle(session: ServerHttp2Session, socket: Duplex, limits: Readonly<Limits>): void {
  const idle = new IdleTimer(limits.keepAliveTimeoutMs, () => endSession(session, socket));
  let streamCount = 0;
  idle.touch();
  session.on("stream", (stream: ServerHttp2Stream) => {
    streamCount++;
    idle.stop();
    stream.once("close", () => {
      streamCount--;
      if (streamCount === 0) idle.touch();
    });
  });
  session.once("close", () => idle.stop());
}

/**
 * Closes a connection whose first request is not there in time, or on which the fields of a later one do not end. Node does
 * so for HTTP/1 only.
 */
export function closeWhenHeadIsLate(session: ServerHttp2Session, socket: Duplex, limits: Readonly<Limits>): void {
  const { requestHeadersTimeoutMs } = limits;
  if (requestHeadersTimeoutMs === 0) return;
  const heads = new Heads(session, requestHeadersTimeoutMs);
  const check = () => {
    const lateness = heads.check();
    if (lateness === "no request") endSession(session, socket);
    else if (lateness === "no end") endSession(session, socket, constants.NGHTTP2_ENHANCE_YOUR_CALM);
  };
  const timer = setInterval(check, headCheckMs(limits)).unref();
  session.once("close", () => clearInterval(timer));
}

/** How often to look for heads that are late. */
export function headCheckMs({ requestHeadersTimeoutMs }: Readonly<Limits>): number {
  return Math.max(MIN_CHECK_MS, requestHeadersTimeoutMs / 2);
}

const MIN_CHECK_MS = 100;

/**
 * The heads of the requests on one connection. Node tells of them when they are complete, but nghttp2 counts them when they
 * begin. It also counts those that it resets then. These differ in that a client can still answer a PING: between the frames
 * of one head no other may come (RFC 9113 section 6.10).
 */
class Heads {
  readonly #session: ServerHttp2Session;
  readonly #timeoutMs: number;
  /** The last stream that is known to have its whole head. */
  #whole = 0;
  /** The last stream that was seen without, and since when. At first, the connection itself. */
  #begun = 0;
  #since = performance.now();

  constructor(session: ServerHttp2Session, timeoutMs: number) {
    this.#session = session;
    this.#timeoutMs = timeoutMs;
    session.on("stream", ({ id = 0 }: ServerHttp2Stream) => this.#isWhole(id));
  }

  check(): "in time" | "no request" | "no end" {
    if (this.#session.destroyed) return "in time";
    const isLate = performance.now() - this.#since >= this.#timeoutMs;
    if (this.#whole === 0) return isLate ? "no request" : "in time";
    const last = this.#session.state.lastProcStreamID ?? 0;
    if (last <= this.#whole) return "in time";
    if (last === this.#begun) return isLate ? "no end" : "in time";
    this.#begun = last;
    this.#since = performance.now();
    this.#session.ping((error) => {
      if (!error) this.#isWhole(last);
    });
    return "in time";
  }

  #isWhole(id: number): void {
    this.#whole = Math.max(this.#whole, id);
  }
}

/**
 * Ends a connection: in good order, which waits for what is under way, or at once for a reason. Neither waits for a client
 * that does not take what is sent, or does not close its side.
 *
 * @param errorCode of RFC 9113 section 7; default: in good order
 */
export function endSession(session: ServerHttp2Session, socket: Duplex, errorCode?: number): void {
  if (errorCode === undefined) session.close();
  else session.destroy(undefined, errorCode);
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}

/** Time for the client to read what was sent before a reset can destroy it. */
const LINGER_MS = 1000;
