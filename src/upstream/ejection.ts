import type { EjectionOptions } from "../config/config.ts";

/** The outcome of one request to a server: success, unreachable, or reached but failed. */
export type Outcome = "well" | "unreachable" | "ill";

/** The surroundings of a server. */
export interface EjectionContext {
  /** A monotonic clock, in milliseconds. */
  now(): number;
  /** Whether another server may be out because of its answers. */
  mayEject(): boolean;
  /** Called when it goes out or comes back. */
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

  /** Whether it is out because of its answers. */
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

  /** A request has ended. If it was a trial without a result, another request may be one. */
  release(): void {
    this.#isTried = false;
  }

  note(outcome: Outcome): void {
    // Requests from before it was out prove nothing.
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

/** How soon a server is tried if no other is in; the value of `Retry-After` then. */
const LAST_RESORT_MS = 1000;
