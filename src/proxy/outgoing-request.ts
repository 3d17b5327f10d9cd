import { narrowAcceptEncoding } from "../body/accept-encoding.ts";
import { mapRequestFields } from "../headers/request-fields.ts";
import { entranceAt } from "../url/entrance.ts";
import { authorityOf, originOf, type Place } from "../url/place.ts";
import { Scope } from "../url/scope.ts";
import { countHop } from "./max-forwards.ts";
import type { RequestHead } from "./request-head.ts";
import type { ProxyRoute, Site } from "./site.ts";

/** A request that has found its route. */
export interface RoutedRequest {
  readonly head: RequestHead;
  readonly route: ProxyRoute;
  /** The one of the route's public places that the request came by. */
  readonly place: Place;
  /** Path and query on the internal side. */
  readonly path: string;
  /** The client's IP address; undefined for a Unix socket. */
  readonly address: string | undefined;
  /** The Upgrade field of a request that may become a tunnel; undefined for none. */
  readonly upgrade: string | undefined;
}

/** A request as it is sent on, built anew: what came stays as it was. Fields are names and values in turn. */
export interface OutgoingRequest {
  readonly route: ProxyRoute;
  readonly method: string;
  /** Path and query, beginning with "/". */
  readonly path: string;
  readonly headers: readonly string[];
  readonly hasContent: boolean;
  readonly upgrade: string | undefined;
  readonly acceptsTrailers: boolean;
  /** The fields as they came. */
  readonly received: readonly string[];
  /** What its responses are mapped by: to public, relative to what is asked for. */
  readonly scope: Scope;
}

export function outgoingRequest(request: RoutedRequest, site: Site): OutgoingRequest {
  const { head, route, place, path, address, upgrade } = request;
  const headers = mapRequestFields(countHop(head.method, head.fields), {
    rules: route.requestRules,
    scope: new Scope(site.map, "toInternal", originOf(place) + head.path),
    host: hostField(route, place),
    isHostPublic: route.host === "public",
    forwarding: { address, isTrusted: site.trusted.has(address), place },
    via: `${head.version} ${site.pseudonym}`,
    tagSuffix: route.tagSuffix,
    narrowAcceptEncoding,
  });
  return {
    route,
    method: head.method,
    path,
    headers,
    hasContent: head.hasContent,
    upgrade,
    acceptsTrailers: head.acceptsTrailers,
    received: head.fields,
    scope: new Scope(site.map, "toPublic", originOf(route.internal) + path, entranceAt(place)),
  };
}

/** Whether it does no harm to send the request twice. */
export function isRepeatable({ method, hasContent, upgrade }: OutgoingRequest): boolean {
  return SAFE_METHODS.has(method) && !hasContent && upgrade === undefined;
}

/** RFC 9110 section 9.2.1, and the WebDAV methods that only read (RFC 4918, 3253, 5323). */
const SAFE_METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS", "QUERY", "PROPFIND", "REPORT", "SEARCH"]);

/** The same request for the whole of what it asks a part of. */
export function withoutRange(request: OutgoingRequest): OutgoingRequest {
  const { headers } = request;
  return { ...request, headers: headers.filter((_, i) => !RANGE.test(headers[i - (i % 2)] as string)) };
}

const RANGE = /^(?:if-)?range$/i;

function hostField({ host, internal }: ProxyRoute, place: Place): string {
  if (host === "internal") return authorityOf(internal);
  return host === "public" ? authorityOf(place) : host;
}
