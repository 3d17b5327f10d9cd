import type { IncomingHttpHeaders } from "node:http";
import type { Limits } from "../../limits.ts";

/** 0 for as long as they like. */
export interface ResponseTimeouts {
  /** How long nothing may come from the upstream. */
  readonly idleTimeoutMs: number;
  /** How long the client may take for what waits to be sent to it. */
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

/** Events come when they come: https://html.spec.whatwg.org/multipage/server-sent-events.html */
const EVENT_STREAM = /^[\t ]*text\/event-stream[\t ]*(?:;|$)/i;

function takingTimeoutMs({ bodyIdleTimeoutMs, clientBytesPerSecond }: Readonly<Limits>): number {
  if (bodyIdleTimeoutMs === 0 || clientBytesPerSecond === 0) return 0;
  return bodyIdleTimeoutMs + (1000 * MOST_WAITING_BYTES) / clientBytesPerSecond;
}

/** A stream's buffer, and the piece that made it run over. */
const MOST_WAITING_BYTES = 131_072;
