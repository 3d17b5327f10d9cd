import type { ComparedProxy } from "./compared-proxy.ts";
import { program } from "./program.ts";

/** The least that a proxy on node:http and undici can do. */
export const undiciPassThrough: ComparedProxy = {
  name: "node:http + undici, pass-through",
  pages: "as they are",
  prepare: (setup) => program("undici-pass-through", setup),
};
