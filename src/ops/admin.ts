import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, isIP } from "node:net";
import { parseListenAddress } from "../config/address.ts";
import { parseAuthority } from "../message/request-target.ts";
import { listenOn } from "../proxy/listener.ts";
import { formatFamilies } from "./prometheus.ts";
import type { Report } from "./report.ts";

/** What the pages tell. */
export interface AdminSources {
  readonly report: () => Promise<Report>;
  /** Whether requests should be sent here: false before listening and while draining. */
  readonly isReady: () => boolean;
}

interface Page {
  readonly status: number;
  readonly type?: string;
  readonly text: string;
}

const PAGES: Readonly<Record<string, (sources: AdminSources) => Page | Promise<Page>>> = {
  "/healthz": () => ({ status: 200, text: "alive\n" }),
  "/readyz": ({ isReady }) => (isReady() ? { status: 200, text: "ready\n" } : { status: 503, text: "not ready\n" }),
  "/metrics": async ({ report }) => {
    const { metrics } = await report();
    return { status: 200, type: "text/plain; version=0.0.4; charset=utf-8", text: formatFamilies(metrics) };
  },
};

/**
 * Health, readiness and metrics, on an address of their own. Nothing can be changed here; yet a web page that a browser on
 * this machine shows must not read it, by its own origin or by a name that it lets resolve to us (DNS rebinding).
 */
export class AdminServer {
  readonly #address: string;
  readonly #server: Server;

  /** @param address see `parseListenAddress` */
  constructor(address: string, sources: AdminSources) {
    const host = parseListenAddress(address)?.host.toLowerCase() ?? "";
    this.#address = address;
    this.#server = createServer(async (request, response) => send(response, await pageFor(request, host, sources)));
  }

  /** @throws ReoriginError ERR_LISTEN */
  listen(): Promise<AddressInfo> {
    return listenOn(this.#server, this.#address);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

async function pageFor(
  { method = "", url = "", headers }: IncomingMessage,
  ownHost: string,
  sources: AdminSources,
): Promise<Page> {
  if (!isOwnName(headers.host ?? "", ownHost)) return { status: 421, text: "not this host\n" };
  if (headers.origin !== undefined) return { status: 403, text: "not for web pages\n" };
  if (method !== "GET" && method !== "HEAD") return { status: 405, text: "only to be read\n" };
  const [path = ""] = url.split("?", 1);
  const page = Object.hasOwn(PAGES, path) ? PAGES[path] : undefined;
  return page ? page(sources) : { status: 404, text: `${Object.keys(PAGES).join("\n")}\n` };
}

/** An address cannot be rebound, and whoever knows our configured name may use it. */
function isOwnName(field: string, ownHost: string): boolean {
  const host = parseAuthority(field)?.host.toLowerCase();
  if (host === undefined) return false;
  return host === "localhost" || host === ownHost || isIP(host.replace(/^\[|\]$/g, "")) !== 0;
}

function send(response: ServerResponse, { status, type = "text/plain; charset=utf-8", text }: Page): void {
  response.writeHead(status, {
    "Content-Type": type,
    "Content-Length": Buffer.byteLength(text),
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    ...(status === 405 && { Allow: "GET, HEAD" }),
  });
  response.end(text);
}
