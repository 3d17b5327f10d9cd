import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { rawFields } from "../message/response-head.ts";
import { FILE_CHANNELS } from "../proxy/files/file-transfer.ts";

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

/** An event of our own channels for files, or of undici's: https://undici.nodejs.org/#/docs/api/DiagnosticsChannel */
interface HeadEvent {
  readonly request: object;
  readonly response: { readonly statusCode: number; readonly headers: readonly (Buffer | string)[] };
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
const HEADS = ["undici:request:headers", FILE_CHANNELS.headers];
const CHUNKS = ["undici:request:bodyChunkReceived", FILE_CHANNELS.chunk];

/**
 * Records every response of an upstream in this process, as received, and every file, as read. For programs that make one
 * request at a time. It listens on diagnostics channels.
 */
export class UpstreamTap {
  readonly #heard = new Map<object, Heard>();

  open(): void {
    for (const name of HEADS) subscribe(name, this.#onHead);
    for (const name of CHUNKS) subscribe(name, this.#onChunk);
    subscribe(LENIENT, this.#onLenient);
  }

  close(): void {
    for (const name of HEADS) unsubscribe(name, this.#onHead);
    for (const name of CHUNKS) unsubscribe(name, this.#onChunk);
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
