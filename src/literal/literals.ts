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
 * Moves the names from an offset on. The text before it is only context.
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
    // In a form, a name counts as reversible only with its original head, so nothing in the head may have moved.
    if ((context === "form" ? match.head.start : match.hostStart) < cursor) continue;
    spliceName(text, match, splice, cursor);
    cursor = match.end;
    learnName(text, match, resolver);
  }
  return text.length;
}

/** The start of the first reference from `from` on. Its user name may contain names, so it may begin before them. */
function firstHead(text: string, from: number, resolver: Resolver, context: LiteralContext): number {
  let first = text.length;
  for (let hit = resolver.nextName(text, from); hit; hit = resolver.nextName(text, hit.index + 1)) {
    first = Math.min(first, readHead(text, hit.index, context)?.start ?? first);
  }
  return first;
}

/** Moves literal names as the text comes. Holds back only what may be the beginning of one. */
export class LiteralRewriter implements TextRewriter {
  readonly #resolver: Resolver;
  readonly #context: LiteralContext;
  /** The end of the text that is already written: context for names that follow. */
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
