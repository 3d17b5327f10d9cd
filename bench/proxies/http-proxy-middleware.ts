import type { ComparedProxy } from "./compared-proxy.ts";
import { program } from "./program.ts";

export const httpProxyMiddleware: ComparedProxy = {
  name: "http-proxy-middleware, interceptor",
  pages: "rewritten",
  prepare: (setup) => program("http-proxy-middleware", setup),
};
