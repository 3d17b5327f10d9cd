import type { EjectionOptions } from "../config/config.ts";

/** How a server did with one request: well; it was not reached; or it was, and did not do what was asked. */
export type Outcome = "well" | "unreachable" | "ill";

/** What is around a server. */
export interface EjectionContext {
  /** Milliseconds that only grow. */
  now(): number;
  /** Whether one more server may be out because of what it answers. */
  mayEject(): boolean;
  /** It is out, or in again. */
  changed(isIn: boolean): void;
}

/**
 * Passive health: after some failures in a row a server is out, which means that it is passed over. After a while one
 * request is tried, and tells whether it is in again.
 */
export class Ejection {
  readonly #options: EjectionOptions;
  readonly #context: EjectionContext;
  #failures = 0;
  #outSince: number | undefined;
  #isIll = false;
  #isTried = false;

  constructor(options: EjectionOptions, context: EjectionContext) {
    this.#options = options;
    this.#context = context;
  }

  get isOut(): boolean {
    return this.#outSince !== undefined;
  }

  /** Whether it is out because of what it answers. */
  get isIll(): boolean {
    return this.isOut && this.#isIll;
  }

  /**
   * Whether it is out and may be tried.
   *
   * @param isLastResort whether no other server is in
   */
  isDue(isLastResort: boolean): boolean {
    if (this.#outSince === undefined || this.#isTried) return false;
    const { durationMs } = this.#options;
    return this.#context.now() - this.#outSince >= (isLastResort ? Math.min(LAST_RESORT_MS, durationMs) : durationMs);
  }

  /** The next request goes to it although it is out. */
  try(): void {
    this.#isTried = true;
  }

  /** A request is over. If that which it was tried with told nothing, another one may. */
  release(): void {
    this.#isTried = false;
  }

  note(outcome: Outcome): void {
    // What was asked before it was out is no news.
    if (this.isOut && !this.#isTried) return;
    if (outcome === "well") this.#takeIn();
    else this.#count(outcome);
    this.#isTried = false;
  }

  #takeIn(): void {
    this.#failures = 0;
    if (!this.isOut) return;
    this.#outSince = undefined;
    this.#context.changed(true);
  }

  #count(outcome: "unreachable" | "ill"): void {
    this.#failures++;
    const isEnough = this.isOut || this.#failures >= this.#options.failures;
    const isAllowed = this.isOut || outcome === "unreachable" || this.#context.mayEject();
    if (!isEnough || !isAllowed) return;
    const isNews = !this.isOut;
    this.#isIll = outcome === "ill";
    this.#outSince = this.#context.now();
    if (isNews) this.#context.changed(false);
  }
}

/** How soon a server is tried when no other is in: what `Retry-After` says then. */
const LAST_RESORT_MS = 1000;
