import { createRewriter, type EngineName, UrlMap } from "../../src/index.ts";
import type { Prepare } from "./engine.ts";

/** This project's rewriter, with its default options. */
export function reorigin(engine: EngineName): Prepare {
  return ({ origins, publicOrigin, mount }) => {
    const [internal, ...aliases] = origins.map((origin) => `${origin}/`) as [string, ...string[]];
    const map = new UrlMap([{ public: `${publicOrigin}${mount}/`, internal, aliases }]);
    return (pieces) => {
      const output: Uint8Array[] = [];
      const rewriter = createRewriter({ map, base: internal, engine }, (bytes) => output.push(bytes));
      for (const piece of pieces) rewriter.write(piece);
      rewriter.end();
      return output;
    };
  };
}
