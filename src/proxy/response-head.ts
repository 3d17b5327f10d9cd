import type { IncomingHttpHeaders } from "node:http";
import type { Limits } from "../limits.ts";

/**
 * Whether a response can be forwarded: its status is one, and nobody can disagree on where it ends (RFC 9112 section 6).
 * undici takes any transfer coding for chunked or for "until the connection closes".
 */
export function isForwardable(status: number, headers: IncomingHttpHeaders): boolean {
  if (status < 200 || status > 999) return false;
  const transferEncoding: string | string[] | undefined = headers["transfer-encoding"];
  if (transferEncoding === undefined) return true;
  return typeof transferEncoding === "string" && transferEncoding.toLowerCase() === "chunked";
}

/** undici's flat list of buffers as latin1 strings. */
export function rawFields(raw: unknown): string[] {
  if (!Array.isArray(raw)) return [];
  const fields = new Array<string>(raw.length);
  for (let i = 0; i < raw.length; i++) {
    const part: Buffer | string = raw[i];
    fields[i] = typeof part === "string" ? part : part.toString("latin1");
  }
  return fields;
}

/** What stands behind the status: "" (which Node fills in) where the upstream's own words could not be sent. */
export function reasonPhrase(statusMessage: string | undefined): string {
  return statusMessage !== undefined && REASON_PHRASE.test(statusMessage) ? statusMessage : "";
}

const REASON_PHRASE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Events come when they come: https://html.spec.whatwg.org/multipage/server-sent-events.html */
const EVENT_STREAM = /^[\t ]*text\/event-stream[\t ]*(?:;|$)/i;

/** How long nothing may come of a response's content. */
export function idleTimeoutMs(headers: IncomingHttpHeaders, limits: Readonly<Limits>): number {
  const isEventStream = EVENT_STREAM.test(headers["content-type"] ?? "");
  return isEventStream ? limits.tunnelIdleTimeoutMs : limits.bodyIdleTimeoutMs;
}
