/**
 * The same text, which does not keep alive what it was cut from.
 *
 * To V8 a part of a string is only a view of it. The few chars that wait until a peer sends or takes more would keep a whole
 * piece in memory for as long.
 */
export function detached(text: string): string {
  return text.length < SHORTEST_VIEW ? text : ` ${text}`.slice(1);
}

/** Shorter parts are copies anyway. */
const SHORTEST_VIEW = 13;
