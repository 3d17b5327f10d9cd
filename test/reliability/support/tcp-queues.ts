import { readFileSync } from "node:fs";

/** What the kernel holds of connections of one port on this machine, in bytes: sent and not yet read. */
export interface TcpQueues {
  /** On their way to the side that listens on the port: in its receive queues and in the others' send queues. */
  readonly inward: number;
  readonly outward: number;
}

/** Linux only: https://docs.kernel.org/networking/proc_net_tcp.html */
export function tcpQueues(port: number): TcpQueues {
  let inward = 0;
  let outward = 0;
  for (const row of readFileSync("/proc/net/tcp", "latin1").split("\n").slice(1)) {
    const [, local = "", remote = "", , queues = ""] = row.trim().split(/\s+/);
    const [sending = 0, receiving = 0] = queues.split(":").map((size) => Number.parseInt(size, 16));
    if (portOf(local) === port) {
      inward += receiving;
      outward += sending;
    } else if (portOf(remote) === port) {
      inward += sending;
      outward += receiving;
    }
  }
  return { inward, outward };
}

function portOf(address: string): number {
  return Number.parseInt(address.slice(-4), 16);
}
