import type { IncomingHttpHeaders } from "node:http";
import type { Limits } from "../limits.ts";

/** Notices when nothing has happened for a while. */
export class IdleTimer {
  readonly #timeoutMs: number;
  readonly #onIdle: () => void;
  #timer: NodeJS.Timeout | undefined;

  /** @param timeoutMs 0 for never */
  constructor(timeoutMs: number, onIdle: () => void) {
    this.#timeoutMs = timeoutMs;
    this.#onIdle = onIdle;
  }

  /** Something happened; from now on something else must. */
  touch(): void {
    if (this.#timer) this.#timer.refresh();
    else if (this.#timeoutMs > 0) this.#timer = setTimeout(this.#onIdle, this.#timeoutMs).unref();
  }

  /** Nothing needs to happen, until the next {@link touch}. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}

/** How long a client may take for what waits to be sent to it. 0 for as long as it likes. */
export function takingTimeoutMs({ bodyIdleTimeoutMs, clientBytesPerSecond }: Readonly<Limits>): number {
  if (bodyIdleTimeoutMs === 0 || clientBytesPerSecond === 0) return 0;
  return bodyIdleTimeoutMs + (1000 * MOST_WAITING_BYTES) / clientBytesPerSecond;
}

/** A stream's buffer, and the piece that made it run over. */
const MOST_WAITING_BYTES = 131_072;

/** Events come when they come: https://html.spec.whatwg.org/multipage/server-sent-events.html */
const EVENT_STREAM = /^[\t ]*text\/event-stream[\t ]*(?:;|$)/i;

/** How long nothing may come of a response's content. */
export function idleTimeoutMs(headers: IncomingHttpHeaders, limits: Readonly<Limits>): number {
  const isEventStream = EVENT_STREAM.test(headers["content-type"] ?? "");
  return isEventStream ? limits.tunnelIdleTimeoutMs : limits.bodyIdleTimeoutMs;
}
