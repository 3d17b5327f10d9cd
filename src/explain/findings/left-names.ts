import { isStayReason } from "../../html/stay-reasons.ts";
import { readHead } from "../../literal/head.ts";
import { type Leak, LeakFinder } from "../../literal/leaks.ts";
import { readTail } from "../../literal/tail.ts";
import type { TwoWayIndex } from "../../url/moves/two-way-index.ts";
import type { LeftReason } from "../reasons.ts";
import type { Stretch, Survey } from "../survey/survey.ts";

/** The names of internal hosts in a document that no change replaces. */
export function leftNames(text: string, survey: Survey, map: TwoWayIndex): Leak[] {
  const { changes } = survey;
  let next = 0;
  return new LeakFinder(map).find(text).filter(({ start, end }) => {
    while (next < changes.length && (changes[next]?.end ?? 0) <= start) next++;
    return (changes[next]?.start ?? Number.POSITIVE_INFINITY) >= end;
  });
}

/**
 * Why the name of an internal host stays, if it is not in a reference.
 *
 * @param stretch its context, if known
 */
export function whyNameLeft(text: string, leak: Leak, stretch: Stretch | undefined, map: TwoWayIndex): LeftReason {
  if (stretch && isStayReason(stretch.treatment)) return stretch.treatment;
  if (leak.form === "base64") return "base64";
  if (leak.form === "escaped") return "escaped-name";
  if (stretch?.treatment === "form-text") return "way-back";
  const head = readHead(text, leak.start, stretch?.treatment === "script" ? "script" : "text");
  if (!head) return "bare-name";
  const { port, path } = readTail(text, leak.start + leak.host.length, head.slash, LONGEST_PATH);
  return map.internal.find(head.scheme, leak.host, port, path) ? "unread" : "other-place";
}

/** The longest path of a route that is looked for, in chars. */
const LONGEST_PATH = 256;
