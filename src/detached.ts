/**
 * A text that does not keep alive what it was cut from.
 *
 * A short part of a long string is only a view of that to V8. Where a few chars wait for more to come, for as long as a client
 * takes to read, a copy of them costs less than the 64 KiB behind them.
 */
export function detached(text: string): string {
  if (text.length < SHORTEST_VIEW || text.length > LONGEST_COPY || WIDE.test(text)) return text;
  return Buffer.from(text, "latin1").toString("latin1");
}

/** Shorter ones are copies anyway. */
const SHORTEST_VIEW = 13;
const LONGEST_COPY = 4096;
const WIDE = /[^\0-\xff]/;
