import type { Prepare } from "./engine.ts";

/**
 * Works like nginx's `sub_filter`: each literal is replaced wherever it occurs. If mounted, so is the slash at the start of a
 * quoted root-relative attribute. Names that a chunk boundary splits are missed.
 */
export const prepare: Prepare = ({ origins, publicOrigin, mount }) => {
  return (pieces) => pieces.map((piece) => Buffer.from(replaced(piece.toString("latin1")), "latin1"));

  function replaced(text: string): string {
    for (const origin of origins) text = text.replaceAll(origin, publicOrigin + mount);
    return mount === "" ? text : text.replace(/="\/(?!\/)/g, `="${mount}/`);
  }
};
