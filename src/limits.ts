import { ReoriginError } from "./errors.ts";

/**
 * How much of a body a socket reads ahead, or takes before it says that it has no room: the smaller, the less each slow peer
 * costs. A whole read, 64 KiB, may come on top.
 */
export const SOCKET_BUFFER_BYTES = 16_384;

/**
 * Every bound of one proxy or rewriter. Sizes are bytes, times are milliseconds, the rest are counts; all are
 * non-negative safe integers. A time of 0 means no timeout. Back-pressure is not a limit and needs no setting.
 */
export interface Limits {
  /** Request target, else 414. Default 8192 (8 KiB). */
  targetBytes: number;
  /** All fields of a request together, else 431. Default 16384 (16 KiB). */
  headerBytes: number;
  /** Field lines of a request, else 431. Default 100. */
  headerFields: number;
  /** Content of a request, else 413; 0 for as much as comes. Default 0. */
  contentBytes: number;
  /**
   * A request body that is mapped is collected up to this size, so that it keeps a Content-Length; a larger one is sent in
   * chunks. Default 1048576 (1 MiB).
   */
  collectedContentBytes: number;
  /** All fields of an upstream response together, else 502. Default 32768 (32 KiB). */
  responseHeaderBytes: number;
  /** Interim (1xx) responses to one request, else 502. Default 32. */
  interimResponses: number;

  /** What a scanner holds back of an unfinished tag or token before it lets it pass. Default 65536 (64 KiB). */
  pendingTokenBytes: number;
  /** What one coded body may decode to, if it also exceeds `decodedRatio`. Default 67108864 (64 MiB). */
  decodedBytes: number;
  /** Decoded to coded size of one body, if it also exceeds `decodedBytes`. Default 200. */
  decodedRatio: number;
  /** Layers of content coding that are undone; more pass untouched. Default 2. */
  maxCodings: number;

  /** Resident memory that the process may take: see `exhaustedMemoryPercent`. Default 0: what its container leaves it. */
  memoryBytes: number;
  /** Client connections open at one time. Default 10000. */
  connections: number;
  /** Connections to one upstream. Default 128. */
  upstreamConnections: number;
  /** Requests that wait for one of them, else 503. Default 1024. */
  upstreamQueue: number;

  /** Requests that one HTTP/2 connection may have open at one time. Default 100. */
  http2Streams: number;
  /** Fields of one HTTP/2 request as HPACK counts them, 32 more for each, else the stream is reset. Default 32768 (32 KiB). */
  http2HeaderListBytes: number;
  /** Content of one HTTP/2 request that may be on its way before it is read. Default 65536 (64 KiB). */
  http2StreamWindowBytes: number;
  /** The same for all requests of one HTTP/2 connection. Default 1048576 (1 MiB). */
  http2ConnectionWindowBytes: number;
  /** Memory of one HTTP/2 connection; while it is exceeded, new requests are refused. Default 10000000 (10 MB). */
  http2SessionBytes: number;
  /** Requests that one HTTP/2 client may cancel at once, else its connection is closed. Default 100. */
  http2ResetBurst: number;
  /** How many more it may cancel in a second. Default 20. */
  http2ResetsPerSecond: number;

  /**
   * Share of the heap, of the container's memory or of `memoryBytes`, from which connections end with their next answer.
   * Default 85; above 100 for never.
   */
  shortMemoryPercent: number;
  /** The same, from which new requests are refused, 503. Default 95. */
  exhaustedMemoryPercent: number;

  /** From accepting a connection to the end of the request's fields, else 408. Default 10000 (10 s). */
  requestHeadersTimeoutMs: number;
  /** From the first byte of a request of HTTP/1.1 to the last of its content, else 408. Default 0: as long as it moves. */
  requestTimeoutMs: number;
  /** An idle client connection is kept this long. Default 65000 (65 s), longer than a load balancer's 60. */
  keepAliveTimeoutMs: number;
  /** Connecting to the upstream, TLS included, else 504. Default 5000 (5 s). */
  connectTimeoutMs: number;
  /** From the request sent to the response's fields, else 504. Default 60000 (60 s). */
  headersTimeoutMs: number;
  /** Between two pieces of a body; event streams are exempt. Default 60000 (60 s). */
  bodyIdleTimeoutMs: number;
  /**
   * What a client must send and take of content in each second that it is waited for, on average, else it is broken off.
   * It gets `bodyIdleTimeoutMs` before that counts. 0 for any pace. Default 500.
   */
  clientBytesPerSecond: number;
  /** Between two pieces in a tunnel (WebSocket) or an event stream. Default 3600000 (1 h). */
  tunnelIdleTimeoutMs: number;
  /** An idle upstream connection is kept this long. Default 4000 (4 s), shorter than Node's own 5. */
  upstreamKeepAliveTimeoutMs: number;
  /** Requests of a hundred that may be sent to another upstream once more, when the first one failed. Default 20. */
  retryPercent: number;
  /** An upstream's name is resolved again after this long; 0 for each connection. Default 30000 (30 s). */
  dnsTtlMs: number;
  /** From SIGTERM to the end of whatever is still under way; `lameDuckMs` is a part of it. Default 30000 (30 s). */
  drainTimeoutMs: number;
  /** How long connections are still accepted after SIGTERM, while readiness is refused already. Default 0. */
  lameDuckMs: number;
  /** Then an idle client connection is closed when no request comes for this long. Default 1000 (1 s). */
  drainIdleTimeoutMs: number;
}

export const DEFAULT_LIMITS: Readonly<Limits> = {
  targetBytes: 8192,
  headerBytes: 16_384,
  headerFields: 100,
  contentBytes: 0,
  collectedContentBytes: 1_048_576,
  responseHeaderBytes: 32_768,
  interimResponses: 32,
  pendingTokenBytes: 65_536,
  decodedBytes: 67_108_864,
  decodedRatio: 200,
  maxCodings: 2,
  memoryBytes: 0,
  connections: 10_000,
  upstreamConnections: 128,
  upstreamQueue: 1024,
  http2Streams: 100,
  http2HeaderListBytes: 32_768,
  http2StreamWindowBytes: 65_536,
  http2ConnectionWindowBytes: 1_048_576,
  http2SessionBytes: 10_000_000,
  http2ResetBurst: 100,
  http2ResetsPerSecond: 20,
  shortMemoryPercent: 85,
  exhaustedMemoryPercent: 95,
  requestHeadersTimeoutMs: 10_000,
  requestTimeoutMs: 0,
  keepAliveTimeoutMs: 65_000,
  connectTimeoutMs: 5000,
  headersTimeoutMs: 60_000,
  bodyIdleTimeoutMs: 60_000,
  clientBytesPerSecond: 500,
  tunnelIdleTimeoutMs: 3_600_000,
  upstreamKeepAliveTimeoutMs: 4000,
  retryPercent: 20,
  dnsTtlMs: 30_000,
  drainTimeoutMs: 30_000,
  lameDuckMs: 0,
  drainIdleTimeoutMs: 1000,
};

/**
 * All limits, the missing ones at their defaults.
 *
 * @throws {ReoriginError} ERR_CONFIG for an unknown name or a value that is no non-negative safe integer.
 */
export function resolveLimits(limits: Partial<Limits> = {}): Readonly<Limits> {
  for (const [name, value] of Object.entries(limits)) {
    if (!Object.hasOwn(DEFAULT_LIMITS, name)) {
      throw new ReoriginError("ERR_CONFIG", `Cannot use limit "${name}": there is no such limit`);
    }
    if (!Number.isSafeInteger(value) || value < 0) {
      throw new ReoriginError(
        "ERR_CONFIG",
        `Cannot use limit "${name}": expected a whole number from 0, found ${value}`,
      );
    }
  }
  return { ...DEFAULT_LIMITS, ...limits };
}
