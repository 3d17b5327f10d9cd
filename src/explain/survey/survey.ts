import { type Splice, spliced } from "../../splice.ts";
import type { Scope, Trace } from "../../url/scope.ts";
import type { LeftReason } from "../reasons.ts";
import { whyLeft } from "../why-left.ts";
import { countBefore } from "./count-before.ts";

/** A part of a document that is read in one way. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  /** The element that it belongs to, "" for none; "!--" for a comment. */
  readonly element: string;
  /** Its attribute. */
  readonly attribute?: string;
  /** In JSON: the names of the members that it is within. */
  readonly path?: string;
  /** The kind of value that it is, or the reason why it stays. */
  readonly treatment: string;
}

/** A reference that a scope was asked for. */
export interface FoundReference {
  /** Offset in the document. */
  readonly start: number;
  /** As its syntax decodes it. */
  readonly was: string;
  readonly became: string;
  /** Why it stays, if it does. */
  readonly left: LeftReason | undefined;
}

/** What changes in a document. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  /** Whether the scope was asked for it; else it is a literal name, or something that goes. */
  readonly isReference: boolean;
}

/**
 * What the rewriters of one document tell while they read it: where they are, what they ask the scope for, what changes.
 * All offsets are the document's.
 *
 * The scope knows a reference, but not where it stands. That is found out with a splice that changes nothing: it takes the
 * way of all splices, through every layer of escapes, and comes out here.
 */
export class Survey implements Trace {
  /** In the order of their beginnings; one may lie in another. */
  readonly stretches: Stretch[] = [];
  /** In their order. */
  readonly references: FoundReference[] = [];
  /** In their order. */
  readonly changes: Change[] = [];
  /** The latest mark; undefined when none is under way. */
  #mark: number | undefined;
  #isMarking = false;
  #isReference = false;

  /** Takes what changes. */
  readonly splice: Splice = (start, end, replacement) => {
    if (this.#isMarking) this.#mark = start;
    else this.changes.push({ start, end, replacement, isReference: this.#isReference });
  };

  reads(text: string, splice: Splice, scope: Scope): Splice {
    if (text.trim() === "") return splice;
    const start = this.#startOf(splice);
    const left = whyLeft(text, scope);
    if (start === undefined) return splice;
    const index = this.references.push({ start, was: text, became: text, left }) - 1;
    const parts: Parameters<Splice>[] = [];
    return (...part) => {
      parts.push(part);
      const became = spliced(text, (add) => {
        for (const each of parts) add(...each);
      });
      this.references[index] = { start, was: text, became, left: undefined };
      this.#isReference = true;
      splice(...part);
      this.#isReference = false;
    };
  }

  /** The innermost part that lies, at least partly, between two offsets. */
  stretchAt(start: number, end: number): Stretch | undefined {
    for (let i = countBefore(this.stretches, end, (each) => each.start) - 1; i >= 0; i--) {
      const stretch = this.stretches[i] as Stretch;
      if (stretch.end > start) return stretch;
    }
    return undefined;
  }

  #startOf(splice: Splice): number | undefined {
    this.#mark = undefined;
    this.#isMarking = true;
    splice(0, 0, "");
    this.#isMarking = false;
    return this.#mark;
  }
}
