import { HTMLRewriter } from "html-rewriter-wasm";
import type { Prepare } from "./engine.ts";
import { moveAttribute, selectors } from "./references.ts";

/** Cloudflare's lol-html as WebAssembly. A rewriter serves one document. */
export const prepare: Prepare = (task) => {
  const handlers = selectors(task);
  return async (pieces) => {
    const output: Uint8Array[] = [];
    const rewriter = new HTMLRewriter((bytes) => output.push(bytes.slice()));
    for (const [selector, attribute] of handlers) {
      rewriter.on(selector, { element: (element) => moveAttribute(element, attribute, task) });
    }
    try {
      for (const piece of pieces) await rewriter.write(piece);
      await rewriter.end();
    } finally {
      rewriter.free();
    }
    return output;
  };
};
