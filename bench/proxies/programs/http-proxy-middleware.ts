import { Agent, createServer } from "node:http";
import { createProxyMiddleware, responseInterceptor } from "http-proxy-middleware";
import { INTERNAL, PUBLIC } from "../../pages.ts";
import type { Setup } from "../compared-proxy.ts";

const { originPort, port }: Setup = JSON.parse(process.argv[2]!);

const proxy = createProxyMiddleware({
  target: `http://127.0.0.1:${originPort}`,
  agent: new Agent({ keepAlive: true, maxSockets: 128 }),
  selfHandleResponse: true,
  on: {
    proxyRes: responseInterceptor(async (body, { headers }) => {
      const isPage = headers["content-type"]?.startsWith("text/html") === true;
      return isPage ? body.toString("utf8").replaceAll(INTERNAL.origin, PUBLIC.origin) : body;
    }),
  },
});

createServer((request, response) => {
  void proxy(request, response, () => response.destroy());
}).listen(port, "127.0.0.1");
