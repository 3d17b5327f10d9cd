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

/** A reference, or a name of an internal host, that was found in a response. */
export interface Finding {
  readonly where: Where;
  /** How the place is read: a kind of value ("url", "srcset", "script", "text", …); "shim" for what is put into a page. */
  readonly kind: string;
  readonly form: Form;
  /** A reference as its syntax decodes it; a name in a text as it is written. */
  readonly was: string;
  /** What became of it, "" when it was taken out; undefined when it stays. */
  readonly became?: string;
  /** Why it stays, if it does. */
  readonly left?: LeftReason;
  /** Whether the client gets to see the name of an internal host. */
  readonly isLeak: boolean;
}
