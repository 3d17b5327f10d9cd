import type { ComparedProxy } from "./compared-proxy.ts";
import { program } from "./program.ts";

export const fastifyHttpProxy: ComparedProxy = {
  name: "@fastify/http-proxy, pass-through",
  pages: "as they are",
  prepare: (setup) => program("fastify-http-proxy", setup),
};
