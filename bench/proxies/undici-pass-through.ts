import type { ComparedProxy } from "./compared-proxy.ts";
import { program } from "./program.ts";

/** The smallest possible proxy on node:http and undici: the lower bound for our cost. */
export const undiciPassThrough: ComparedProxy = {
  name: "node:http + undici, pass-through",
  pages: "as they are",
  prepare: (setup) => program("undici-pass-through", setup),
};
