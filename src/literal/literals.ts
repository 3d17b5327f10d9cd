import { detached } from "../detached.ts";
import type { Splice } from "../splice.ts";
import type { TextRewriter } from "../text-rewriter.ts";
import type { Resolver } from "../url/moves/resolver.ts";
import type { Scope } from "../url/scope.ts";
import { type LiteralContext, readHead } from "./head.ts";
import { holdFrom, LONGEST_HEAD } from "./hold.ts";
import { knownName, learnName } from "./known-name.ts";
import { matchName, spliceName } from "./match.ts";

/** Moves every literal name in a whole text, each in its own spelling. */
export function literals(text: string, scope: Scope, splice: Splice, context: LiteralContext = "text"): void {
  moveNames(text, { from: 0, isWhole: true, context }, scope.resolver, splice);
}

/**
 * Moves the names from an offset on; what stands before it is only looked at.
 *
 * @returns the offset of a name that cannot be decided before more text comes; the text's length when there is none
 */
function moveNames(
  text: string,
  { from, isWhole, context }: { from: number; isWhole: boolean; context: LiteralContext },
  resolver: Resolver,
  splice: Splice,
): number {
  let cursor = from;
  for (let hit = resolver.nextName(text, from); hit; hit = resolver.nextName(text, hit.index + 1)) {
    const known = context === "form" ? undefined : knownName(text, hit.index, resolver);
    if (known && known.start >= cursor) {
      for (const [start, end, moved] of known.move.edits) splice(known.start + start, known.start + end, moved);
      cursor = known.start + known.move.end;
      continue;
    }
    const match = matchName(text, [hit.index, hit.index + hit[0].length], resolver, { context, isWhole });
    if (!match) continue;
    if (match === "cut off") return Math.max(cursor, firstHead(text, hit.index, resolver, context));
    // Whether a name comes back is told with its head as it came: in a form, none has moved in there.
    if ((context === "form" ? match.head.start : match.hostStart) < cursor) continue;
    spliceName(text, match, splice, cursor);
    cursor = match.end;
    learnName(text, match, resolver);
  }
  return text.length;
}

/** Where the first of the names from `from` on begins: one whose user name holds others begins before them. */
function firstHead(text: string, from: number, resolver: Resolver, context: LiteralContext): number {
  let first = text.length;
  for (let hit = resolver.nextName(text, from); hit; hit = resolver.nextName(text, hit.index + 1)) {
    first = Math.min(first, readHead(text, hit.index, context)?.start ?? first);
  }
  return first;
}

/** Moves literal names while the text comes; holds back only what may be the beginning of one. */
export class LiteralRewriter implements TextRewriter {
  readonly #resolver: Resolver;
  readonly #context: LiteralContext;
  /** The end of what was written already: a name's left side is looked at there. */
  #before = "";
  #held = "";

  constructor(scope: Scope, context: LiteralContext = "text") {
    this.#resolver = scope.resolver;
    this.#context = context;
  }

  write(text: string): string {
    return this.#read(text, false);
  }

  end(): string {
    return this.#read("", true);
  }

  #read(text: string, isWhole: boolean): string {
    const from = this.#before.length;
    const window = this.#before + this.#held + text;
    let output = "";
    let cursor = from;
    const undecided = moveNames(
      window,
      { from, isWhole, context: this.#context },
      this.#resolver,
      (start, end, moved) => {
        output += window.slice(cursor, start) + moved;
        cursor = end;
      },
    );
    const decided = isWhole ? window.length : Math.min(undecided, holdFrom(window, cursor, this.#resolver));
    const isUntouched = cursor === from && this.#held === "" && decided === window.length;
    output = isUntouched ? text : output + window.slice(cursor, decided);
    this.#held = detached(window.slice(decided));
    this.#before = isWhole ? "" : detached(window.slice(Math.max(0, decided - LONGEST_HEAD), decided));
    return output;
  }
}
