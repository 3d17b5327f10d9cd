import type { BodySink } from "../../body/pipeline.ts";
import type { Stage } from "../../body/stage.ts";
import { ReoriginError } from "../../errors.ts";
import type { ClientResponse } from "../arrival.ts";
import { IdleTimer } from "../idle-timer.ts";
import type { ResponseTimeouts } from "./response-timeouts.ts";

/** What the exchange wants to know of a response's body on its way down. */
export interface ResponseBodyEvents {
  /** There is room again, after a {@link ResponseBody.write} that returned false. */
  responseWanted(): void;
  /** The upstream sent nothing for too long while it was waited for. */
  responseMissing(): void;
  /** It cannot be completed, and all of it that could be is out; or the client takes nothing, or too little (ERR_LIMIT). */
  responseBroken(error: Error): void;
}

/** A response's body on its way down. */
export class ResponseBody implements BodySink {
  readonly #client: ClientResponse;
  readonly #events: ResponseBodyEvents;
  readonly #idle: IdleTimer;
  readonly #taking: IdleTimer;
  readonly #pipeline: Stage;

  /** @param open makes what the bytes go through */
  constructor(
    client: ClientResponse,
    open: (sink: BodySink) => Stage,
    timeouts: ResponseTimeouts,
    events: ResponseBodyEvents,
  ) {
    this.#client = client;
    this.#events = events;
    this.#idle = new IdleTimer(timeouts.idleTimeoutMs, () => events.responseMissing());
    this.#taking = new IdleTimer(timeouts.takingTimeoutMs, () => this.#clientStalled());
    this.#pipeline = open(this);
    this.#idle.touch();
  }

  /** @returns false when no more should come for now */
  write(chunk: Uint8Array): boolean {
    this.#idle.touch();
    const hasRoom = this.#pipeline.write(chunk);
    if (!hasRoom) this.#idle.stop();
    return hasRoom;
  }

  /** All of it came. */
  complete(trailers: readonly string[]): void {
    this.#idle.stop();
    this.#client.addTrailers(trailers);
    this.#pipeline.end();
  }

  /** No more of it comes. */
  fail(error: Error): void {
    this.#idle.stop();
    this.#pipeline.fail(error);
  }

  /** Nobody takes it any more. */
  destroy(): void {
    this.#idle.stop();
    this.#taking.stop();
    this.#pipeline.destroy();
  }

  /** The pipeline's output. */
  data(chunk: Uint8Array): boolean {
    const hasRoom = this.#client.write(chunk);
    if (hasRoom) return true;
    this.#taking.touch();
    this.#client.whenDrained(() => {
      this.#taking.stop();
      this.#pipeline.resume();
    });
    return false;
  }

  /** The pipeline takes more. */
  drain(): void {
    this.#idle.touch();
    this.#events.responseWanted();
  }

  /** All of it is out. */
  end(): void {
    this.#taking.touch();
    this.#client.end();
  }

  error(error: Error): void {
    this.#events.responseBroken(error);
  }

  #clientStalled(): void {
    if (this.#client.isQueued) this.#taking.touch();
    else this.#events.responseBroken(new ReoriginError("ERR_LIMIT", "Cannot answer: the client takes too little"));
  }
}
