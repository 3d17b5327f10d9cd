import type { RefusalName } from "./refusals.ts";

/** Answered here; fields are names and values in turn. */
export interface Answer {
  readonly kind: "answer";
  readonly status: number;
  readonly fields: readonly string[];
  /** The fields describe it. Default: none, and they do not. */
  readonly content?: Uint8Array;
}

/** Answered here, with one of our refusals. */
export interface Refused {
  readonly kind: "refuse";
  readonly refusal: RefusalName;
}

export function refuse(refusal: RefusalName): Refused {
  return { kind: "refuse", refusal };
}
