import { type Element, moveAttribute, selectors } from "../../engines/references.ts";
import { INTERNAL, PUBLIC } from "../../pages.ts";
import type { Setup } from "../compared-proxy.ts";

/** The part of Bun's globals that this file uses. */
declare const Bun: {
  serve(server: { hostname: string; port: number; fetch(request: Request): Promise<Response> }): unknown;
};
declare const HTMLRewriter: new () => BunRewriter;

interface BunRewriter {
  on(selector: string, handlers: { element(element: Element): void }): BunRewriter;
  transform(response: Response): Response;
}

const { originPort, port }: Setup = JSON.parse(process.argv[2]!);
const task = { origins: [INTERNAL.origin], publicOrigin: PUBLIC.origin, mount: "" } as const;

const rewriter = new HTMLRewriter();
for (const [selector, attribute] of selectors(task)) {
  rewriter.on(selector, { element: (element) => moveAttribute(element, attribute, task) });
}

Bun.serve({
  hostname: "127.0.0.1",
  port,
  async fetch(request) {
    const { pathname, search } = new URL(request.url);
    const response = await fetch(`http://127.0.0.1:${originPort}${pathname}${search}`, { redirect: "manual" });
    const isPage = response.headers.get("content-type")?.startsWith("text/html") === true;
    // fetch() has decoded the body.
    response.headers.delete("content-encoding");
    return isPage ? rewriter.transform(response) : response;
  },
});
