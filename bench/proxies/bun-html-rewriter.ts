import type { ComparedProxy } from "./compared-proxy.ts";
import { program } from "./program.ts";

export const bunHtmlRewriter: ComparedProxy = {
  name: "Bun, HTMLRewriter",
  pages: "rewritten",
  prepare: (setup) => program("bun-html-rewriter", setup, "bun"),
};
