import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { ClientHttp2Stream } from "node:http2";
import type { Socket } from "node:net";

/**
 * The streams of HTTP/2 connections to an upstream, put right where undici and Node deviate from HTTP:
 *
 * - A stream that is reset before its END_STREAM is an error, whatever the code (RFC 9113 section 8.1). Node ends it like a
 *   whole one for NO_ERROR and CANCEL.
 * - After END_STREAM, a reset is none of the response (the same section): it only ends the request's content. undici gives up
 *   both.
 * - What came before trailers is read to its end. undici stops reading there, and takes what it has read for all.
 *
 * undici shows its streams to nobody, but Node does: https://nodejs.org/api/diagnostics_channel.html#built-in-channels
 */
export class Http2Streams {
  /** A property of each connection of ours. */
  readonly #mark = Symbol("upstream");
  #isWatching = false;

  /** Corrects the streams of a connection, from the next one on. */
  claim(socket: Socket): void {
    Object.assign(socket, { [this.#mark]: true });
    if (!this.#isWatching) subscribe(CREATED, this.#onCreated);
    this.#isWatching = true;
  }

  /** No further stream is corrected. */
  stop(): void {
    unsubscribe(CREATED, this.#onCreated);
    this.#isWatching = false;
  }

  readonly #onCreated = (message: unknown): void => {
    const { stream } = message as { readonly stream: ClientHttp2Stream };
    const socket = stream.session?.socket as Partial<Record<symbol, boolean>> | undefined;
    if (!socket?.[this.#mark]) return;
    reportResets(stream);
    keepReading(stream);
  };
}

const CREATED = "http2.client.stream.created";

function reportResets(stream: ClientHttp2Stream): void {
  const push = stream.push.bind(stream);
  let isWhole: boolean | undefined;
  const pushAndLook: typeof push = (chunk, encoding) => {
    if (chunk === null && isWhole === undefined) {
      // A reset closes the stream before it is ended.
      isWhole = !stream.closed;
      if (isWhole) ignoreResets(stream);
    }
    return push(chunk, encoding);
  };
  stream.push = pushAndLook;
  // Before undici's own listener, for which the response would be complete.
  stream.once("end", () => {
    if (isWhole === false) stream.emit("error", resetError(stream));
  });
  stream.on("error", ignore);
}

/** Like Node's own for other codes. */
function resetError({ rstCode }: ClientHttp2Stream): Error {
  return Object.assign(new Error(`Stream reset with code ${rstCode}`), { code: "ERR_HTTP2_STREAM_ERROR" });
}

function ignoreResets(stream: ClientHttp2Stream): void {
  stream.removeAllListeners("aborted");
}

function keepReading(stream: ClientHttp2Stream): void {
  const off = stream.off.bind(stream);
  const offOnceRead: typeof off = (event: string | symbol, listener: (...args: unknown[]) => void) => {
    const isUnread = event === "data" && stream.readableLength > 0 && !stream.destroyed;
    return isUnread ? stream : off(event, listener);
  };
  stream.off = offOnceRead;
}

/** undici handles it, unless the request is over for it. */
function ignore(): void {}
