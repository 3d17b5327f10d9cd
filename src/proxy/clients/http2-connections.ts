import { constants, performServerHandshake, type ServerHttp2Session, type ServerOptions } from "node:http2";
import { performance } from "node:perf_hooks";
import type { Duplex } from "node:stream";
import type { TLSSocket } from "node:tls";
import type { Limits } from "../../limits.ts";
import { http2Request } from "../../message/http2-request.ts";
import type { Arrival } from "../arrival.ts";
import { Http2Response } from "./http2-response.ts";
import { closeWhenHeadIsLate, closeWhenIdle, endSession } from "./http2-waiting.ts";

/** The connections of one listener that speak HTTP/2. */
export class Http2Connections {
  readonly #begin: (arrival: Arrival) => void;
  readonly #sessions = new Map<Duplex, ServerHttp2Session>();
  #limits: Readonly<Limits>;

  /** @param begin what is done with each request */
  constructor(limits: Readonly<Limits>, begin: (arrival: Arrival) => void) {
    this.#limits = limits;
    this.#begin = begin;
  }

  /** New limits, for new connections. */
  limit(limits: Readonly<Limits>): void {
    this.#limits = limits;
  }

  /** @param socket whose handshake chose `h2` */
  open(socket: TLSSocket): void {
    const limits = this.#limits;
    const session = performServerHandshake(socket, sessionOptions(limits));
    const peer = { remoteAddress: socket.remoteAddress, encrypted: true };
    // "close" follows, and every stream is told.
    session.on("error", () => {});
    session.once("close", () => this.#sessions.delete(socket));
    this.#sessions.set(socket, session);
    session.setLocalWindowSize(limits.http2ConnectionWindowBytes);
    closeWhenIdle(session, socket, limits);
    closeWhenHeadIsLate(session, socket, limits);
    closeWhenFlooded(session, socket);
    session.on("stream", (stream, _headers, _flags, received) => {
      // "close" follows, and says all.
      stream.on("error", () => {});
      // A request that is cancelled in the packet that it came in costs the upstream nothing (CVE-2023-44487).
      setImmediate(() => {
        if (stream.closed) return;
        const request = http2Request(received, stream.endAfterHeaders, limits);
        this.#begin({
          request: { ...request, socket: peer },
          fault: request.fault,
          content: stream,
          channel: stream,
          client: new Http2Response(stream, request),
          awaitsContinue: request.headers.expect !== undefined,
          mayUpgrade: request.isTunnel,
        });
      });
    });
  }

  /**
   * Takes no more requests. Those in flight finish (GOAWAY, RFC 9113 section 6.8).
   *
   * @returns false for a connection that does not speak HTTP/2
   */
  finish(socket: Duplex): boolean {
    const session = this.#sessions.get(socket);
    session?.close();
    return session !== undefined;
  }
}

function sessionOptions(limits: Readonly<Limits>): ServerOptions {
  return {
    settings: {
      maxConcurrentStreams: limits.http2Streams,
      maxHeaderListSize: limits.http2HeaderListBytes,
      initialWindowSize: limits.http2StreamWindowBytes,
      enablePush: false,
      enableConnectProtocol: true,
    },
    // Each counts for 32 bytes at least (RFC 9113 section 6.5.2).
    maxHeaderListPairs: Math.ceil(limits.http2HeaderListBytes / 32),
    maxSessionMemory: Math.ceil(limits.http2SessionBytes / 1_000_000),
    streamResetBurst: limits.http2ResetBurst,
    streamResetRate: limits.http2ResetsPerSecond,
    maxSessionInvalidFrames: MAX_INVALID_FRAMES,
    // Fields that may be repeated in HTTP/1.1 may be repeated here.
    strictSingleValueFields: false,
  };
}

const MAX_INVALID_FRAMES = 100;

/**
 * nghttp2 counts nearly everything that can be sent too often. These it has to answer, and counts only what is not taken
 * (CVE-2019-9512, CVE-2019-9515).
 */
function closeWhenFlooded(session: ServerHttp2Session, socket: Duplex): void {
  let count = 0;
  let since = performance.now();
  const onFrame = () => {
    const now = performance.now();
    if (now - since > FLOOD_MS) [count, since] = [0, now];
    count++;
    if (count > MAX_ANSWERED_FRAMES) endSession(session, socket, constants.NGHTTP2_ENHANCE_YOUR_CALM);
  };
  session.on("ping", onFrame);
  session.on("remoteSettings", onFrame);
}

const FLOOD_MS = 10_000;
const MAX_ANSWERED_FRAMES = 1000;
