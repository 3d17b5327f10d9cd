import { readFileSync } from "node:fs";

/** How long the connections that a listener of this machine has accepted stay open, as the kernel sees them. Linux only. */
export class ConnectionLives {
  readonly #port: number;
  /** Inode → when it was seen first, in ms. */
  readonly #open = new Map<string, number>();
  readonly #overMs: number[] = [];

  constructor(port: number) {
    this.#port = port;
  }

  /** To be called often: what comes and goes between two looks is not seen. */
  look(): void {
    const now = performance.now();
    const inodes = acceptedInodes(this.#port);
    for (const inode of inodes) if (!this.#open.has(inode)) this.#open.set(inode, now);
    for (const [inode, since] of this.#open) {
      if (inodes.has(inode)) continue;
      this.#open.delete(inode);
      this.#overMs.push(now - since);
    }
  }

  /** How many connections are over that were open for so long, or longer. */
  countOver(ms: number): number {
    return this.#overMs.filter((life) => life >= ms).length;
  }

  /** Of those that are over and those that are not. */
  get longestMs(): number {
    const now = performance.now();
    return Math.max(0, ...this.#overMs, ...[...this.#open.values()].map((since) => now - since));
  }
}

const LISTENS = "0A";

/** https://docs.kernel.org/networking/proc_net_tcp.html; a connection that nobody has accepted, or that is closed, has no inode. */
function acceptedInodes(port: number): Set<string> {
  const inodes = new Set<string>();
  for (const row of readFileSync("/proc/net/tcp", "latin1").split("\n").slice(1)) {
    const [, local = "", , state, , , , , , inode = "0"] = row.trim().split(/\s+/);
    const isOurs = Number.parseInt(local.slice(-4), 16) === port && state !== LISTENS;
    if (isOurs && inode !== "0") inodes.add(inode);
  }
  return inodes;
}
