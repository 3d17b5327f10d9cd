import type { Prepare } from "./engine.ts";

/**
 * What nginx's `sub_filter` does: each literal is replaced wherever it stands. When mounted, so is the slash that begins a
 * quoted root-relative attribute. Names that are cut in two by the end of a piece are missed.
 */
export const prepare: Prepare = ({ origins, publicOrigin, mount }) => {
  return (pieces) => pieces.map((piece) => Buffer.from(replaced(piece.toString("latin1")), "latin1"));

  function replaced(text: string): string {
    for (const origin of origins) text = text.replaceAll(origin, publicOrigin + mount);
    return mount === "" ? text : text.replace(/="\/(?!\/)/g, `="${mount}/`);
  }
};
