import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { rawFields } from "../message/response-head.ts";

/** A response as it came over the wire, without transfer coding. */
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

/** What undici tells on its diagnostics channels: https://undici.nodejs.org/#/docs/api/DiagnosticsChannel */
interface HeadEvent {
  readonly request: object;
  readonly response: { readonly statusCode: number; readonly headers: readonly Buffer[] };
}
interface ChunkEvent {
  readonly request: object;
  readonly chunk: Uint8Array;
}

/** What Node's client tells, which speaks to lenient upstreams: https://nodejs.org/api/diagnostics_channel.html */
interface LenientEvent {
  readonly request: object & { readonly insecureHTTPParser?: boolean };
  readonly response: IncomingMessage;
}

const LENIENT = "http.client.response.finish";
const HEAD = "undici:request:headers";
const CHUNK = "undici:request:bodyChunkReceived";

/**
 * Hears all that upstreams answer in this process, as they sent it. For a program that makes one request at a time; nothing
 * in the way of a response has to know of it.
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

  /** The final response to the last request; undefined when none came. */
  get last(): Message | undefined {
    const heard = [...this.#heard.values()].at(-1);
    return heard && { status: heard.status, fields: heard.fields, body: Buffer.concat(heard.chunks) };
  }

  readonly #onHead = (message: unknown): void => {
    const { request, response } = message as HeadEvent;
    if (response.statusCode < 200) return;
    this.#heard.set(request, { status: response.statusCode, fields: rawFields(response.headers), chunks: [] });
  };

  /** What is asked of the proxy goes by the same channel, strictly. */
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
