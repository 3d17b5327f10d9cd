import { setFlagsFromString } from "node:v8";

/**
 * Has V8 allocate all objects among the young ones first, in the whole process.
 *
 * By default it allocates the objects of one literal among the old ones once a collection finds nearly all of them alive. But
 * while V8 marks, whatever is stored in an older object counts as alive: see docs/decisions/022-all-objects-begin-young.md.
 */
export function startAllObjectsYoung(): void {
  setFlagsFromString("--no-allocation-site-pretenuring");
}
