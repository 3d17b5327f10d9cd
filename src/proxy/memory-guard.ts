import { totalmem } from "node:os";
import { constants, type PerformanceEntry, PerformanceObserver } from "node:perf_hooks";
import { getHeapStatistics } from "node:v8";
import type { Limits } from "../limits.ts";

/** How short of memory the process is: it takes on no more than it must, or nothing at all. */
export type MemoryState = "enough" | "short" | "exhausted";

type MemoryLimits = Pick<Limits, "shortMemoryPercent" | "exhaustedMemoryPercent" | "memoryBytes">;

/**
 * Watches what the process uses of the heap that Node gives it, and of the memory that its container or `memoryBytes` leaves it.
 *
 * Of the heap only that counts which a collection leaves: before it, most of a full heap may be garbage. Collections are only
 * listened for when the heap is that full.
 */
export class MemoryGuard {
  #limits: MemoryLimits;
  #heapPercent = 0;
  #state: MemoryState = "enough";
  #lookAgainAt = 0;
  readonly #collections = new PerformanceObserver((list) => this.#afterCollections(list.getEntries()));
  #isListening = false;

  constructor(limits: MemoryLimits) {
    this.#limits = limits;
  }

  /** To be asked for each request; it looks from time to time. */
  get state(): MemoryState {
    const now = performance.now();
    if (now >= this.#lookAgainAt) {
      this.#lookAgainAt = now + INTERVAL_MS;
      this.#look();
    }
    return this.#state;
  }

  limit(limits: MemoryLimits): void {
    this.#limits = limits;
  }

  stop(): void {
    this.#collections.disconnect();
  }

  #look(): void {
    const isFull = heapPercent() >= this.#limits.shortMemoryPercent;
    if (!isFull) this.#heapPercent = 0;
    if (isFull !== this.#isListening) this.#listen(isFull);
    this.#state = this.#stateAt(Math.max(this.#heapPercent, residentPercent(this.#limits.memoryBytes)));
  }

  #listen(isOn: boolean): void {
    this.#isListening = isOn;
    if (isOn) this.#collections.observe({ entryTypes: ["gc"] });
    else this.#collections.disconnect();
  }

  #afterCollections(entries: readonly PerformanceEntry[]): void {
    if (entries.some((entry) => kindOf(entry) === constants.NODE_PERFORMANCE_GC_MAJOR)) {
      this.#heapPercent = heapPercent();
      this.#look();
    }
  }

  #stateAt(percent: number): MemoryState {
    if (percent >= this.#limits.exhaustedMemoryPercent) return "exhausted";
    return percent >= this.#limits.shortMemoryPercent ? "short" : "enough";
  }
}

const INTERVAL_MS = 200;

function heapPercent(): number {
  const { used_heap_size, heap_size_limit } = getHeapStatistics();
  return (used_heap_size / (heap_size_limit - YOUNG_BYTES - RESERVE_BYTES)) * 100;
}

const MIB = 2 ** 20;
/** What V8 adds to the limit of the old generation (`--max-old-space-size`): three semi-spaces, larger since Node 24. */
const YOUNG_BYTES = 3 * (Number.parseInt(process.versions.v8, 10) < 13 ? 16 : 64) * MIB;
/** For what outlives the young generation at once: V8 gives up before the last byte is used. */
const RESERVE_BYTES = 24 * MIB;

/** @param memoryBytes 0 where nothing but the container, or the machine, bounds the process */
function residentPercent(memoryBytes: number): number {
  const containerBytes = process.constrainedMemory();
  const bounds = [memoryBytes, containerBytes < totalmem() ? containerBytes : 0].filter((bytes) => bytes > 0);
  return bounds.length === 0 ? 0 : (process.memoryUsage.rss() / Math.min(...bounds)) * 100;
}

/** Of a collection; Node's types do not know where it is. */
function kindOf(entry: PerformanceEntry): number | undefined {
  return "detail" in entry ? (entry.detail as { readonly kind?: number }).kind : undefined;
}
