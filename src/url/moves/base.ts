import { normalizeHost } from "../parsing/host.ts";
import { originOf } from "../places/place.ts";
import type { Move } from "./move.ts";
import type { Home, Resolver } from "./resolver.ts";

/** The base URL of a document's relative references, and the same URL on the target side. */
export interface Base extends Home {
  readonly url: string;
  readonly targetUrl: string;
  readonly scheme: string;
  readonly host: string;
  readonly port: number;
  readonly move: Move;
}

/** @returns undefined for a URL in no route: references relative to it stay */
export function readBase(href: string, resolver: Resolver): Base | undefined {
  const found = readPlain(href) ?? readAny(href);
  const host = found && normalizeHost(found.host);
  if (!found || host === undefined) return undefined;
  const { url, scheme, port, path } = found;
  const move = resolver.find(scheme, host, port, path);
  if (!move) return undefined;
  const { source, target } = move;
  const targetUrl = originOf(target) + (target.path + path.slice(source.path.length) || "/");
  return { url, targetUrl, scheme, host, port, move, ...resolver.homeOf(move, host) };
}

/** The parts of a URL; the port is -1 for the scheme's default. */
interface AbsoluteUrl {
  readonly url: string;
  readonly scheme: string;
  readonly host: string;
  readonly port: number;
  readonly path: string;
}

/** Reads a URL that the URL parser would not change, except for the query, as nearly all requests have. */
function readPlain(href: string): AbsoluteUrl | undefined {
  const found = PLAIN_URL.exec(href);
  if (!found || DOT_SEGMENT.test(href)) return undefined;
  const [, scheme = "", host = "", port = "", path = ""] = found;
  return { url: href, scheme, host, port: port === "" ? -1 : Number(port), path };
}

/** Excludes a last label that starts with a digit (maybe an IP address), and ports 80 and 443 (maybe the default). */
const PLAIN_URL =
  /^(https?):\/\/((?:[a-z0-9_-]+\.)*[a-z_-][a-z0-9_-]*)(?::(?!0|80\/|443\/)(\d{1,4}|[1-5]\d{4}))?(\/[\w!$%&'()*+,./:;=@~-]*)(?:\?[!-~]*)?$/;
const DOT_SEGMENT = /\/(?:\.|%2e)/i;

function readAny(href: string): AbsoluteUrl | undefined {
  const url = URL.parse(href);
  if (!url) return undefined;
  const { protocol, hostname: host, port, pathname: path } = url;
  return { url: url.href, scheme: protocol.slice(0, -1), host, port: port === "" ? -1 : Number(port), path };
}
