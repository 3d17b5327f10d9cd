import { apacheProxyHtml } from "./apache-proxy-html.ts";
import { bunHtmlRewriter } from "./bun-html-rewriter.ts";
import type { ComparedProxy } from "./compared-proxy.ts";
import { fastifyHttpProxy } from "./fastify-http-proxy.ts";
import { httpProxyMiddleware } from "./http-proxy-middleware.ts";
import { nginxSubFilter } from "./nginx-sub-filter.ts";
import { reorigin, reoriginTwoWorkers, reoriginUnrewriting } from "./reorigin.ts";
import { undiciPassThrough } from "./undici-pass-through.ts";

/** The proxies that all others are compared with. */
export const REFERENCES: readonly ComparedProxy[] = [undiciPassThrough, nginxSubFilter];

/** The proxies whose response times are measured, under half of the load that the first of them can bear. */
export const PACED: readonly ComparedProxy[] = [reorigin, ...REFERENCES];

export const PROXIES: readonly ComparedProxy[] = [
  reorigin,
  reoriginTwoWorkers,
  reoriginUnrewriting,
  undiciPassThrough,
  fastifyHttpProxy,
  nginxSubFilter,
  apacheProxyHtml,
  bunHtmlRewriter,
  httpProxyMiddleware,
];
