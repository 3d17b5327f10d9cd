import { latin1Of } from "../../latin1.ts";
import { readHead } from "../../literal/head.ts";
import { LeakFinder } from "../../literal/leaks.ts";
import type { TwoWayIndex } from "../../url/moves/two-way-index.ts";
import type { LeftReason } from "../reasons.ts";
import type { Finding } from "./finding.ts";
import { nameForm } from "./form.ts";
import { restOfUrl } from "./moved-names.ts";
import { Positions, readable } from "./position.ts";

/** The names of internal hosts in bytes that no rewriter reads. */
export function unreadFindings(bytes: Uint8Array, map: TwoWayIndex, left: LeftReason): Finding[] {
  const text = latin1Of(bytes);
  const leaks = new LeakFinder(map).find(text);
  if (leaks.length === 0) return [];
  const positions = new Positions(text);
  return leaks.map((leak) => {
    const start = readHead(text, leak.start, "text")?.start ?? leak.start;
    const was = text.slice(start, leak.end) + restOfUrl(text, leak.end);
    const form = leak.form === "base64" ? leak.form : nameForm(was);
    return { where: positions.at(start), kind: "unread", form, was: readable(was), left, isLeak: true };
  });
}
