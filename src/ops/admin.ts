import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import { type AddressInfo, BlockList, isIP, isIPv6 } from "node:net";
import { parseListenAddress } from "../config/address.ts";
import { parseAuthority } from "../message/request-target.ts";
import { listenOn } from "../proxy/clients/listener.ts";
import { ADMIN_PAGES, type AdminPage, type AdminSources } from "./admin-pages.ts";

/**
 * Health, readiness, metrics and the live page, on an address of their own. They are read-only. A web page in a browser on
 * this machine must not read them either, neither cross-origin nor by DNS rebinding.
 */
export class AdminServer {
  readonly #address: string;
  readonly #server: Server;

  /** @param address see `parseListenAddress` */
  constructor(address: string, sources: AdminSources) {
    const host = parseListenAddress(address)?.host.toLowerCase() ?? "";
    this.#address = address;
    this.#server = createServer({ insecureHTTPParser: false }, async (request, response) => {
      send(response, await pageFor(request, host, sources).catch(() => FAILED));
    });
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

async function pageFor(request: IncomingMessage, ownHost: string, sources: AdminSources): Promise<AdminPage> {
  const { method = "", url = "", headers, socket } = request;
  if (!isOwnName(headers.host ?? "", ownHost)) return { status: 421, text: "not this host\n" };
  if (isFromElsewhere(headers)) return { status: 403, text: "not for other pages\n" };
  if (method !== "GET" && method !== "HEAD") return { status: 405, text: "only to be read\n" };
  const [path = ""] = url.split("?", 1);
  const route = Object.hasOwn(ADMIN_PAGES, path) ? ADMIN_PAGES[path] : undefined;
  if (!route) return { status: 404, text: `${Object.keys(ADMIN_PAGES).join("\n")}\n` };
  if (
    route.isPrivate &&
    !LOOPBACK.check(socket.remoteAddress ?? "", isIPv6(socket.remoteAddress ?? "") ? "ipv6" : "ipv4")
  )
    return { status: 403, text: "only from this machine\n" };
  return route.answer(sources);
}

/** The answer if a report cannot be collected, such as when a worker dies meanwhile. */
const FAILED: AdminPage = { status: 500, text: "not known for now\n" };

/** DNS rebinding needs a name: IP addresses are safe, and so is the configured name. */
function isOwnName(field: string, ownHost: string): boolean {
  const host = parseAuthority(field)?.host.toLowerCase();
  if (host === undefined) return false;
  return host === "localhost" || host === ownHost || isIP(host.replace(/^\[|\]$/g, "")) !== 0;
}

/**
 * Fetch metadata (https://www.w3.org/TR/fetch-metadata/): a page of another site may link here, but must neither read nor
 * frame these pages.
 */
function isFromElsewhere(headers: IncomingHttpHeaders): boolean {
  if (headers.origin !== undefined) return true;
  const site = headers["sec-fetch-site"];
  const isVisit = headers["sec-fetch-mode"] === "navigate" && headers["sec-fetch-dest"] === "document";
  return site !== undefined && site !== "same-origin" && site !== "none" && !isVisit;
}

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet("127.0.0.0", 8, "ipv4");
LOOPBACK.addAddress("::1", "ipv6");

function send(response: ServerResponse, page: AdminPage): void {
  const { status, type = "text/plain; charset=utf-8", text, policy = "default-src 'none'" } = page;
  response.writeHead(status, {
    "Content-Type": type,
    "Content-Length": Buffer.byteLength(text),
    "Content-Security-Policy": policy,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
    ...(status === 405 && { Allow: "GET, HEAD" }),
  });
  response.end(text);
}
