import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { rawFields } from "../message/response-head.ts";

/** A response as received, without its transfer coding. */
export interface Message {
  readonly status: number;
  /** Names and values in turn. */
  readonly fields: readonly string[];
  readonly body: Uint8Array;
}

interface Heard {
  readonly status: number;
  readonly fields: readonly string[];
  readonly chunks: Uint8Array[];
}

/** An event of undici's diagnostics channels: https://undici.nodejs.org/#/docs/api/DiagnosticsChannel */
interface HeadEvent {
  readonly request: object;
  readonly response: { readonly statusCode: number; readonly headers: readonly Buffer[] };
}
interface ChunkEvent {
  readonly request: object;
  readonly chunk: Uint8Array;
}

/** An event of Node's HTTP client, used for lenient upstreams: https://nodejs.org/api/diagnostics_channel.html */
interface LenientEvent {
  readonly request: object & { readonly insecureHTTPParser?: boolean };
  readonly response: IncomingMessage;
}

const LENIENT = "http.client.response.finish";
const HEAD = "undici:request:headers";
const CHUNK = "undici:request:bodyChunkReceived";

/**
 * Records every upstream response in this process, as received. For programs that make one request at a time. It listens on
 * diagnostics channels, so the proxy needs no hook for it.
 */
export class UpstreamTap {
  readonly #heard = new Map<object, Heard>();

  open(): void {
    subscribe(HEAD, this.#onHead);
    subscribe(CHUNK, this.#onChunk);
    subscribe(LENIENT, this.#onLenient);
  }

  close(): void {
    unsubscribe(HEAD, this.#onHead);
    unsubscribe(CHUNK, this.#onChunk);
    unsubscribe(LENIENT, this.#onLenient);
  }

  /** The final response to the last request; undefined if there was none. */
  get last(): Message | undefined {
    const heard = [...this.#heard.values()].at(-1);
    return heard && { status: heard.status, fields: heard.fields, body: Buffer.concat(heard.chunks) };
  }

  readonly #onHead = (message: unknown): void => {
    const { request, response } = message as HeadEvent;
    if (response.statusCode < 200) return;
    this.#heard.set(request, { status: response.statusCode, fields: rawFields(response.headers), chunks: [] });
  };

  /** Only requests with the insecure parser: our own requests to the proxy come through the same channel. */
  readonly #onLenient = (message: unknown): void => {
    const { request, response } = message as LenientEvent;
    if (request.insecureHTTPParser !== true) return;
    const chunks: Uint8Array[] = [];
    this.#heard.set(request, { status: response.statusCode ?? 0, fields: response.rawHeaders, chunks });
    response.on("data", (chunk: Uint8Array) => chunks.push(chunk));
  };

  readonly #onChunk = (message: unknown): void => {
    const { request, chunk } = message as ChunkEvent;
    this.#heard.get(request)?.chunks.push(Buffer.from(chunk));
  };
}
