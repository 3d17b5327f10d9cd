import { type LookupAddress, lookup as systemLookup } from "node:dns";
import type { LookupFunction } from "node:net";

/** All addresses of a host; rejects if there are none, or the lookup fails. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

/** By the system's resolver: hosts file and system order included. */
export const systemResolve: Resolve = (hostname) =>
  new Promise((resolve, reject) => {
    systemLookup(hostname, { all: true }, (error, addresses) => (error ? reject(error) : resolve(addresses)));
  });

/**
 * Resolves one host for new connections. Its addresses are cached for a while and take turns. If a later lookup fails,
 * the old ones stay.
 */
export class CachedLookup {
  readonly #ttlMs: number;
  readonly #resolve: Resolve;
  #addresses: readonly LookupAddress[] = [];
  #expiresAt = 0;
  #refreshing: Promise<void> | undefined;
  #turn = 0;

  /** @param ttlMs 0 to resolve for each connection */
  constructor(ttlMs: number, resolve: Resolve) {
    this.#ttlMs = ttlMs;
    this.#resolve = resolve;
  }

  /** For `net.connect`. */
  readonly lookup: LookupFunction = (hostname, options, callback) => {
    this.#known(hostname).then(
      (addresses) => {
        const [first] = addresses as [LookupAddress];
        if (options.all) callback(null, [...addresses]);
        else callback(null, first.address, first.family);
      },
      (error) => callback(error, ""),
    );
  };

  async #known(hostname: string): Promise<readonly LookupAddress[]> {
    if (performance.now() >= this.#expiresAt) {
      this.#refreshing ??= this.#refresh(hostname);
      await this.#refreshing;
    }
    const start = this.#turn++ % this.#addresses.length;
    return [...this.#addresses.slice(start), ...this.#addresses.slice(0, start)];
  }

  /** @throws the error of the resolver, if there are no old addresses */
  async #refresh(hostname: string): Promise<void> {
    try {
      this.#addresses = someOf(await this.#inTime(this.#resolve(hostname)), hostname);
      this.#expiresAt = performance.now() + this.#ttlMs;
    } catch (error) {
      if (this.#addresses.length === 0) throw error;
      this.#expiresAt = performance.now() + Math.min(this.#ttlMs, RETRY_MS);
    } finally {
      this.#refreshing = undefined;
    }
  }

  /** With old addresses, a lookup is not waited for long. */
  async #inTime(resolving: Promise<readonly LookupAddress[]>): Promise<readonly LookupAddress[]> {
    if (this.#addresses.length === 0) return resolving;
    const { promise: late, resolve } = Promise.withResolvers<readonly LookupAddress[]>();
    const timer = setTimeout(() => resolve(this.#addresses), PATIENCE_MS).unref();
    try {
      return await Promise.race([resolving, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}

function someOf(addresses: readonly LookupAddress[], hostname: string): readonly LookupAddress[] {
  if (addresses.length > 0) return addresses;
  throw Object.assign(new Error(`Cannot resolve "${hostname}": it has no address`), { code: "ENOTFOUND" });
}

const RETRY_MS = 1000;
const PATIENCE_MS = 1000;
