import type { ReoriginError } from "../errors.ts";
import type { ServerChange } from "../upstream/server-change.ts";
import type { ExchangeRecord, ProxyObserver } from "./observer.ts";
import type { InFlight } from "./occupancy.ts";

/**
 * Calls an observer. What one of its callbacks throws, or rejects with, affects no request: the first time, it becomes a
 * warning of the process with the code REORIGIN_OBSERVER.
 */
export class GuardedObserver implements ProxyObserver {
  readonly #observer: ProxyObserver;
  readonly #reported = new Set<keyof ProxyObserver>();

  constructor(observer: ProxyObserver) {
    this.#observer = observer;
  }

  started(): void {
    this.#call("started", () => this.#observer.started());
  }

  ended(record: Readonly<ExchangeRecord>): void {
    this.#call("ended", () => this.#observer.ended(record));
  }

  serverChanged(change: ServerChange): void {
    this.#call("serverChanged", () => this.#observer.serverChanged?.(change));
  }

  certificatesChanged(address: string, problem: ReoriginError | undefined): void {
    this.#call("certificatesChanged", () => this.#observer.certificatesChanged?.(address, problem));
  }

  drainTimedOut(left: InFlight): void {
    this.#call("drainTimedOut", () => this.#observer.drainTimedOut?.(left));
  }

  #call(name: keyof ProxyObserver, call: () => unknown): void {
    try {
      const returned = call();
      if (returned instanceof Promise) returned.catch((error) => this.#report(name, error));
    } catch (error) {
      this.#report(name, error);
    }
  }

  #report(name: keyof ProxyObserver, error: unknown): void {
    if (this.#reported.has(name)) return;
    this.#reported.add(name);
    const detail = (error instanceof Error && error.stack) || "";
    process.emitWarning(`An observer's "${name}" failed: ${error}`, { code: "REORIGIN_OBSERVER", detail });
  }
}
