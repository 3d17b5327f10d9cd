import type { RefusalName } from "./refusals.ts";

/** Generated here; fields are names and values in turn. */
export interface Answer {
  readonly kind: "answer";
  readonly status: number;
  readonly fields: readonly string[];
  /** Described by the fields. Default: no body. */
  readonly content?: Uint8Array;
}

/** Refused here. */
export interface Refused {
  readonly kind: "refuse";
  readonly refusal: RefusalName;
}

export function refuse(refusal: RefusalName): Refused {
  return { kind: "refuse", refusal };
}
