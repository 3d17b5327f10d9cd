/** One engine of the comparison. */
export interface Engine {
  readonly name: string;
  /** The module of this folder that adapts it. */
  readonly module: string;
  readonly runtime: "node" | "bun";
  /** What it reads: the values of URL attributes, those and texts, or bytes without context. */
  readonly reads: "attributes" | "everything" | "bytes";
}

/** The engine that all are compared with: lol-html, native, with every attribute of our own table. */
export const REFERENCE = "lol-html, native (Bun)";

export const ENGINES: readonly Engine[] = [
  { name: "byte replacement", module: "./byte-replacement.ts", runtime: "node", reads: "bytes" },
  { name: "reorigin, scan", module: "./scan.ts", runtime: "node", reads: "everything" },
  { name: "reorigin, htmlparser2", module: "./htmlparser2.ts", runtime: "node", reads: "everything" },
  { name: "reorigin, parse5", module: "./parse5.ts", runtime: "node", reads: "everything" },
  { name: REFERENCE, module: "./bun-all-attributes.ts", runtime: "bun", reads: "attributes" },
  {
    name: "lol-html, native (Bun), 11 attributes",
    module: "./bun-common-attributes.ts",
    runtime: "bun",
    reads: "attributes",
  },
  { name: "html-rewriter-wasm", module: "./html-rewriter-wasm.ts", runtime: "node", reads: "attributes" },
  {
    name: "parse5-html-rewriting-stream",
    module: "./parse5-html-rewriting-stream.ts",
    runtime: "node",
    reads: "attributes",
  },
];
