import { ReoriginError } from "./errors.ts";

/**
 * How much of a body a socket reads ahead, and how much it buffers before it reports back-pressure. The smaller, the less
 * memory each slow peer takes. One whole read, 64 KiB, may come on top.
 */
export const SOCKET_BUFFER_BYTES = 16_384;

/**
 * The limits of one proxy. The name tells the unit: `…Bytes`, `…Ms`, `…Percent`, else a count. All are non-negative safe
 * integers; a timeout of 0 means none. Back-pressure is not a limit and needs no setting.
 */
export interface Limits {
  /** Length of a request target; a longer one gets 414. Default 8192 (8 KiB). */
  targetBytes: number;
  /** All fields of a request together, in HTTP/1.1 with its target; more get 431. Default 16384 (16 KiB). */
  headerBytes: number;
  /** Field lines in a request; more get 431. Default 100. */
  headerFields: number;
  /** Content of a request; more gets 413. 0 means no limit. Default 0. */
  contentBytes: number;
  /**
   * Request bodies that are mapped are buffered up to this size, so that they keep a Content-Length; larger ones are
   * sent chunked. Default 1048576 (1 MiB).
   */
  collectedContentBytes: number;
  /** All fields of an upstream response together; more give 502. Default 32768 (32 KiB). */
  responseHeaderBytes: number;
  /** Interim (1xx) responses to one request; more give 502. Default 32. */
  interimResponses: number;

  /** How much of an unfinished tag or token is held back before it passes unread. Default 65536 (64 KiB). */
  pendingTokenBytes: number;
  /**
   * Decoded size of one compressed body. A body is cut off when it exceeds both this and `decodedRatio`. Default
   * 67108864 (64 MiB).
   */
  decodedBytes: number;
  /**
   * Ratio of decoded to compressed size. A body is cut off when it exceeds both this and `decodedBytes`. Default 200.
   */
  decodedRatio: number;
  /** Layers of content coding that are decoded; bodies with more pass unchanged. Default 2. */
  maxCodings: number;

  /** Resident memory of the process; 0 means whatever its container allows. Default 0. */
  memoryBytes: number;
  /** Open client connections. Default 10000. */
  connections: number;
  /** Open connections to one upstream. Default 128. */
  upstreamConnections: number;
  /** Requests that wait for a connection to one upstream; more get 503. Default 1024. */
  upstreamQueue: number;

  /** Concurrent requests on one HTTP/2 connection. Default 100. */
  http2Streams: number;
  /**
   * Fields of one HTTP/2 request, counted as HPACK does (32 bytes more for each); a larger one is reset. Default
   * 32768 (32 KiB).
   */
  http2HeaderListBytes: number;
  /** Unread content that may be in flight for one HTTP/2 request. Default 65536 (64 KiB). */
  http2StreamWindowBytes: number;
  /**
   * Content that may be in flight on one HTTP/2 connection, for all its requests together. Node extends it as content
   * arrives; what is unread is bounded by `http2StreamWindowBytes` per stream. Default 1048576 (1 MiB).
   */
  http2ConnectionWindowBytes: number;
  /**
   * Memory of one HTTP/2 connection, in whole MB: its streams and unsent responses. Above it, new requests are refused.
   * Default 10000000 (10 MB).
   */
  http2SessionBytes: number;
  /** Requests that an HTTP/2 client may cancel at once; more close its connection. Default 100. */
  http2ResetBurst: number;
  /** Requests that it may cancel per second after that. Default 20. */
  http2ResetsPerSecond: number;

  /**
   * Share of the heap, of the container's memory or of `memoryBytes` in use, from which each connection is closed
   * after its next response. Above 100 means never. Default 85.
   */
  shortMemoryPercent: number;
  /** The same, from which new requests get 503. Default 95. */
  exhaustedMemoryPercent: number;

  /** From accepting a connection to the end of the request's fields, else 408. Default 10000 (10 s). */
  requestHeadersTimeoutMs: number;
  /** From the first byte of an HTTP/1.1 request to the last, else 408. 0 means no limit. Default 0. */
  requestTimeoutMs: number;
  /** How long an idle client connection is kept. Default 65000 (65 s), longer than a load balancer's 60. */
  keepAliveTimeoutMs: number;
  /** Connecting to an upstream, including TLS, else 504. Default 5000 (5 s). */
  connectTimeoutMs: number;
  /** From the end of the request to the fields of the response, else 504. Default 60000 (60 s). */
  headersTimeoutMs: number;
  /** Longest pause within a body; event streams are exempt. Default 60000 (60 s). */
  bodyIdleTimeoutMs: number;
  /**
   * Lowest rate at which a client must send and read content while it is waited for, averaged over
   * `bodyIdleTimeoutMs`. Slower clients are cut off (408 if no response has begun). 0 means any rate. Default 500.
   */
  clientBytesPerSecond: number;
  /** Longest pause in a tunnel (WebSocket) or an event stream. Default 3600000 (1 h). */
  tunnelIdleTimeoutMs: number;
  /** How long an idle upstream connection is kept. Default 4000 (4 s), shorter than Node's own 5. */
  upstreamKeepAliveTimeoutMs: number;
  /**
   * Share of requests, in percent, that may be retried on another upstream. Not counted: a request whose reused connection
   * closes is sent to the same upstream once more. Default 20.
   */
  retryPercent: number;
  /** How long a resolved upstream name is used; 0 resolves it for each connection. Default 30000 (30 s). */
  dnsTtlMs: number;
  /**
   * From SIGTERM to the end of the last request, `lameDuckMs` included; what is left then is cut off. Default 30000
   * (30 s).
   */
  drainTimeoutMs: number;
  /** How long connections are still accepted after SIGTERM, while `/readyz` already answers 503. Default 0. */
  lameDuckMs: number;
  /** How long an idle client connection is kept while draining. Default 1000 (1 s). */
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
 * All limits, with defaults for those that are missing.
 *
 * @throws {ReoriginError} ERR_CONFIG for an unknown name, or a value that is not a non-negative safe integer.
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
