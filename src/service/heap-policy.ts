import { setFlagsFromString } from "node:v8";

/**
 * What V8 does not find out by itself, in the whole process.
 *
 * - All objects begin among the young ones. By default, V8 allocates the objects of one literal among the old ones once a
 *   collection finds nearly all of them alive. But while it marks, whatever is stored in an older object counts as alive: see
 *   docs/decisions/022-all-objects-begin-young.md.
 * - The heap may grow to 2.5 times what is alive before all of it is collected. By default, V8 decides that by how fast old
 *   objects come. Here it is buffers that come, which it counts, but not into that speed: see
 *   docs/decisions/024-garbage-may-wait.md.
 */
export function setHeapPolicy(): void {
  setFlagsFromString("--no-allocation-site-pretenuring");
  setFlagsFromString("--heap-growing-percent=150");
}
