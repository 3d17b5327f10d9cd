import type { LeftReason } from "../reasons.ts";
import type { Form } from "./form.ts";

/** Where something was found. */
export interface Where {
  /** The field of the head; undefined in a body. */
  readonly field?: string;
  /** In a body: from 1. */
  readonly line?: number;
  /** In chars, from 1. */
  readonly column?: number;
  /** The element, lower case; "!--" for a comment. */
  readonly element?: string;
  readonly attribute?: string;
  /** In JSON: the names of the members around it, `icons.src`. */
  readonly path?: string;
}

/** A reference or the name of an internal host in a response. */
export interface Finding {
  readonly where: Where;
  /** How the place is read: a kind of value ("url", "srcset", "script", "text", …); "shim" for inserted markup. */
  readonly kind: string;
  readonly form: Form;
  /** A reference is decoded; a name in text is as written. */
  readonly was: string;
  /** The replacement, "" if it was removed; undefined if it stays. */
  readonly became?: string;
  /** Why it stays, if it does. */
  readonly left?: LeftReason;
  /** Whether the client sees the name of an internal host. */
  readonly isLeak: boolean;
}
