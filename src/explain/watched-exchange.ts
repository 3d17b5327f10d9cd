import { once } from "node:events";
import { createServer, type IncomingMessage, request } from "node:http";
import type { AddressInfo } from "node:net";
import { boundTo } from "../config/bound.ts";
import { type Config, isStaticRoute } from "../config/config.ts";
import { ReoriginError } from "../errors.ts";
import { decide } from "../proxy/decision.ts";
import type { ExchangeRecord } from "../proxy/observer.ts";
import { ReverseProxy } from "../proxy/reverse-proxy.ts";
import type { OutgoingRequest } from "../proxy/routing/outgoing-request.ts";
import { openSite, type Site } from "../proxy/site.ts";
import { type Message, UpstreamTap } from "./upstream-tap.ts";

/** One exchange through the proxy, as seen by upstream, proxy and client. */
export interface WatchedExchange {
  readonly site: Site;
  /** The forwarded request; undefined if the proxy answered itself. */
  readonly outgoing: OutgoingRequest | undefined;
  /** The upstream's response. */
  readonly upstream: Message | undefined;
  /** The response that the client received. */
  readonly client: Message;
  readonly record: ExchangeRecord;
}

/**
 * Sends a GET through a proxy in this process. It listens on a free port of the loopback interface until the response is
 * complete.
 *
 * @param url public
 * @param fields of the request, names and values in turn, besides Host
 * @throws ReoriginError ERR_LIMIT for a response that is too long
 */
export async function watchExchange(url: URL, config: Config, fields: readonly string[]): Promise<WatchedExchange> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const ended = Promise.withResolvers<ExchangeRecord>();
  const observer = { started() {}, ended: ended.resolve };
  const bound = { ...withoutHealth(boundTo(config, port)), listen: [] };
  const proxy = new ReverseProxy(bound, observer);
  const site = openSite(bound, observer);
  const tap = new UpstreamTap();
  let outgoing: OutgoingRequest | undefined;
  server.on("request", (request, response) => {
    const decision = decide({ request }, site);
    if (decision.kind === "forward") outgoing = decision.outgoing;
    proxy.handler(request, response);
  });
  tap.open();
  try {
    const client = await ask(url, port, fields);
    const record = await ended.promise;
    return { site, outgoing, upstream: tap.last, client, record };
  } finally {
    tap.close();
    server.close();
    server.closeAllConnections();
    await Promise.all([proxy.close(0), ...site.upstreams.map((upstream) => upstream.destroy())]);
  }
}

/** Without health checks: the tap would mistake one for the exchange. */
function withoutHealth(config: Config): Config {
  const routes = config.routes.map((route) => {
    if (isStaticRoute(route)) return route;
    const { health: _, ...others } = route;
    return others;
  });
  return { ...config, routes };
}

async function ask(url: URL, port: number, fields: readonly string[]): Promise<Message> {
  const path = url.pathname + url.search;
  const headers = ["Host", url.host, ...fields];
  const asked = request({ host: "127.0.0.1", port, path, headers, setHost: false, agent: false });
  asked.end();
  const [response] = (await once(asked, "response")) as [IncomingMessage];
  const chunks: Uint8Array[] = [];
  let byteCount = 0;
  try {
    for await (const chunk of response) {
      chunks.push(chunk);
      byteCount += chunk.length;
      if (byteCount > MAX_BODY_BYTES) break;
    }
  } catch {
    // Cut off: the record has the error, and the bytes so far are explained.
  }
  if (byteCount > MAX_BODY_BYTES) {
    throw new ReoriginError("ERR_LIMIT", `Cannot explain "${url}": its body is longer than ${MAX_BODY_BYTES} bytes`);
  }
  return { status: response.statusCode ?? 0, fields: response.rawHeaders, body: Buffer.concat(chunks) };
}

/** The whole body is kept in memory. */
const MAX_BODY_BYTES = 67_108_864;
