import { type Document, isAlias, isMap, isNode, isScalar, isSeq, type Node } from "yaml";
import type { Path } from "../problem.ts";

/** Where the value (or key) at a path begins; where the nearest thing around it begins when there is none. */
export function offsetOf(document: Document, path: Path, isKey: boolean): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  path.forEach((step, i) => {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      node = pair?.value;
      const isWanted = isKey && i === path.length - 1;
      offset = (isWanted ? undefined : startOf(node)) ?? startOf(pair?.key) ?? offset;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      offset = startOf(node) ?? offset;
    } else {
      node = undefined;
    }
  });
  return offset;
}

/** Where a node begins; undefined for what has no place in the text. */
export function startOf(node: unknown): number | undefined {
  return isNode(node) ? (node as Node).range?.[0] : undefined;
}
