import { firstValue } from "../../message/raw-fields.ts";
import { normalizeHost } from "../../url/parsing/host.ts";
import { DEFAULT_PORTS } from "../../url/places/place.ts";
import type { AskedAuthority } from "../../url/route-table.ts";
import type { Site } from "../site.ts";
import { routingPath, splitQuery } from "./target-path.ts";

/** A request that no route serves. */
export interface UnservedRequest {
  readonly asked: AskedAuthority;
  /** Path and query. */
  readonly path: string;
  /** Names and values in turn. */
  readonly fields: readonly string[];
}

/**
 * Where a request belongs that no route serves: below the mount of the page that it comes from, if that is one of its own
 * host whose route says so. A script that puts a root-relative URL together leads there.
 *
 * @returns a path-absolute URL, always within the mount
 */
export function referringMount({ asked, path, fields }: UnservedRequest, { routes }: Site): string | undefined {
  const page = pageOf(fields);
  if (page === undefined || !isOfHost(page, asked)) return undefined;
  const pick = routes.pick(asked, routingPath(page.pathname));
  if (!pick.found || !pick.value.redirectsByReferer || !MOUNT.test(pick.place.path)) return undefined;
  return pick.place.path + routingPath(path) + splitQuery(path).query;
}

/** Neither the root, which needs no help, nor what would begin with a host. */
const MOUNT = /^\/[^/]/;

/**
 * The page that the client says it comes from, unless it says too that this is another site's
 * (https://w3c.github.io/webappsec-fetch-metadata/).
 */
function pageOf(fields: readonly string[]): URL | undefined {
  const site = firstValue(fields, "sec-fetch-site") ?? SAME_ORIGIN;
  const page = site === SAME_ORIGIN ? URL.parse(firstValue(fields, "referer") ?? "") : undefined;
  return page && Object.hasOwn(DEFAULT_PORTS, page.protocol.slice(0, -1)) ? page : undefined;
}

const SAME_ORIGIN = "same-origin";

function isOfHost({ protocol, hostname, port }: URL, asked: AskedAuthority): boolean {
  const usual = protocol === "https:" ? DEFAULT_PORTS.https : DEFAULT_PORTS.http;
  const asks = asked.port === -1 ? usual : asked.port;
  return Number(port || usual) === asks && normalizeHost(hostname) === normalizeHost(asked.host);
}
