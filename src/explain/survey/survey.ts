import { type Splice, spliced } from "../../splice.ts";
import type { Scope, Trace } from "../../url/scope.ts";
import type { LeftReason } from "../reasons.ts";
import { whyLeft } from "../why-left.ts";
import { countBefore } from "./count-before.ts";

/** A part of a document that is read in one way. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  /** Its element; "" for none, "!--" for a comment. */
  readonly element: string;
  /** Its attribute. */
  readonly attribute?: string;
  /** In JSON: the names of the members around it. */
  readonly path?: string;
  /** Its kind of value, or the reason why it stays. */
  readonly treatment: string;
}

/** A reference that a rewriter asked the scope to map. */
export interface FoundReference {
  /** Offset in the document. */
  readonly start: number;
  /** As its syntax decodes it. */
  readonly was: string;
  readonly became: string;
  /** Why it stays, if it does. */
  readonly left: LeftReason | undefined;
}

/** A change in a document. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  /** Whether the change is to a reference. If not, it is to a literal name, or removes something. */
  readonly isReference: boolean;
}

/**
 * Records what the rewriters of one document do: where they are, which references they ask the scope for, what they change.
 * All offsets are in the document.
 *
 * The scope sees a reference, but not its place. A splice that changes nothing marks it: like all splices, it passes through
 * every layer of escapes and arrives here with its offset in the document.
 */
export class Survey implements Trace {
  /** Sorted by start. They may be nested. */
  readonly stretches: Stretch[] = [];
  /** In their order. */
  readonly references: FoundReference[] = [];
  /** In their order. */
  readonly changes: Change[] = [];
  /** The latest mark; undefined if there is none. */
  #mark: number | undefined;
  #isMarking = false;
  #isReference = false;

  /** Receives all changes and marks. */
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

  /** The innermost stretch that overlaps the range between two offsets. */
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
