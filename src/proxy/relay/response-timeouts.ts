import type { IncomingHttpHeaders } from "node:http";
import type { Limits } from "../../limits.ts";

/** 0 means no timeout. */
export interface ResponseTimeouts {
  /** How long the upstream may send nothing. */
  readonly idleTimeoutMs: number;
  /** How long the client may take to read what is buffered for it. */
  readonly takingTimeoutMs: number;
}

/** @param headers of the response, by name in lower case */
export function responseTimeouts(headers: IncomingHttpHeaders, limits: Readonly<Limits>): ResponseTimeouts {
  const isEventStream = EVENT_STREAM.test(headers["content-type"] ?? "");
  return {
    idleTimeoutMs: isEventStream ? limits.tunnelIdleTimeoutMs : limits.bodyIdleTimeoutMs,
    takingTimeoutMs: takingTimeoutMs(limits),
  };
}

/** Pauses between events have no bound: https://html.spec.whatwg.org/multipage/server-sent-events.html */
const EVENT_STREAM = /^[\t ]*text\/event-stream[\t ]*(?:;|$)/i;

function takingTimeoutMs({ bodyIdleTimeoutMs, clientBytesPerSecond }: Readonly<Limits>): number {
  if (bodyIdleTimeoutMs === 0 || clientBytesPerSecond === 0) return 0;
  return bodyIdleTimeoutMs + (1000 * MOST_WAITING_BYTES) / clientBytesPerSecond;
}

/** The most that is buffered: a stream's buffer, and the chunk that filled it. */
const MOST_WAITING_BYTES = 131_072;
