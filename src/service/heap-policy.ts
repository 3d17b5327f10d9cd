import { totalmem } from "node:os";
import { setFlagsFromString } from "node:v8";

/**
 * What V8 does not find out by itself, in the whole process.
 *
 * - All objects begin among the young ones. By default, V8 allocates the objects of one literal among the old ones once a
 *   collection finds nearly all of them alive. But while it marks, whatever is stored in an older object counts as alive: see
 *   docs/decisions/022-all-objects-begin-young.md.
 * - The heap may grow to 2.5 times what is alive before all of it is collected. By default, V8 decides that by how fast old
 *   objects come. Here it is buffers that come, which it counts, but not into that speed: see
 *   docs/decisions/024-garbage-may-wait.md. In a small container, that would be too much.
 */
export function setHeapPolicy(): void {
  setFlagsFromString("--no-allocation-site-pretenuring");
  if (availableBytes() >= ROOMY_BYTES) setFlagsFromString("--heap-growing-percent=150");
}

const ROOMY_BYTES = 2 ** 30;

/** Of the container or the machine. */
function availableBytes(): number {
  return Math.min(process.constrainedMemory() || Number.POSITIVE_INFINITY, totalmem());
}
