import { channel } from "node:diagnostics_channel";
import type { Readable } from "node:stream";
import type { Dispatcher } from "undici";
import { ReoriginError } from "../../errors.ts";
import type { FileResponse } from "./static-response.ts";

/** Diagnostics channels for what is read of files, with the events of undici's own. */
export const FILE_CHANNELS = { headers: "reorigin:file:headers", chunk: "reorigin:file:chunk" } as const;

const headersTap = channel(FILE_CHANNELS.headers);
const chunkTap = channel(FILE_CHANNELS.chunk);

/** Passes a response with a file to an undici handler, as a connection to an upstream would. */
export class FileTransfer implements Dispatcher.DispatchController {
  rawHeaders: string[] = [];
  readonly rawTrailers: string[] = [];
  readonly #handler: Dispatcher.DispatchHandler;
  #content: Readable | undefined;
  #missingBytes = 0;
  #reason: Error | null = null;
  #isOver = false;

  constructor(handler: Dispatcher.DispatchHandler) {
    this.#handler = handler;
  }

  get aborted(): boolean {
    return this.#reason !== null;
  }

  get paused(): boolean {
    return this.#content?.isPaused() ?? false;
  }

  get reason(): Error | null {
    return this.#reason;
  }

  async run(answering: Promise<FileResponse>): Promise<void> {
    this.#handler.onRequestStart?.(this, {});
    try {
      const response = await answering;
      if (this.#isOver) response.content.destroy();
      else this.#send(response);
    } catch (error) {
      this.#fail(error as Error);
    }
  }

  abort(reason: Error): void {
    this.#fail(reason);
  }

  pause(): void {
    this.#content?.pause();
  }

  resume(): void {
    this.#content?.resume();
  }

  #send({ status, fields, content, contentBytes }: FileResponse): void {
    this.#content = content;
    this.#missingBytes = contentBytes;
    content.on("error", (error) => this.#fail(error));
    content.on("end", () => this.#end());
    this.rawHeaders = Object.entries(fields).flat().map(String);
    const headers = Object.entries(fields).map(([name, value]) => [name.toLowerCase(), String(value)]);
    if (headersTap.hasSubscribers) {
      headersTap.publish({ request: this, response: { statusCode: status, headers: this.rawHeaders } });
    }
    this.#handler.onResponseStarted?.();
    this.#handler.onResponseStart?.(this, status, Object.fromEntries(headers));
    content.on("data", (chunk: Buffer) => this.#pass(chunk));
  }

  #pass(chunk: Buffer): void {
    this.#missingBytes -= chunk.length;
    if (this.#isOver) return;
    if (chunkTap.hasSubscribers) chunkTap.publish({ request: this, chunk });
    this.#handler.onResponseData?.(this, chunk);
  }

  #end(): void {
    if (this.#missingBytes !== 0)
      this.#fail(new ReoriginError("ERR_FILE", "Cannot send a file: it was cut off meanwhile"));
    if (this.#isOver) return;
    this.#isOver = true;
    this.#handler.onResponseEnd?.(this, {});
  }

  #fail(reason: Error): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#reason = reason;
    this.#content?.destroy();
    this.#handler.onResponseError?.(this, reason);
  }
}
