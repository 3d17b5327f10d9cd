import { narrowAcceptEncoding } from "../../body/codings/accept-encoding.ts";
import { type BodyPlan, planSentBody } from "../../body/plan.ts";
import { mapRequestFields } from "../../headers/request-fields.ts";
import { countHop } from "../../message/max-forwards.ts";
import type { RequestHead } from "../../message/request-head.ts";
import type { ShimAddress } from "../../shim/shim.ts";
import type { OriginServer } from "../../upstream/origin-server.ts";
import { canonicalPath } from "../../url/parsing/path.ts";
import { authorityOf, originOf, type Place } from "../../url/places/place.ts";
import { Scope } from "../../url/scope.ts";
import type { MonsterGrammar } from "../../url/virtual-host-monster.ts";
import type { Site } from "../site.ts";
import type { ProxyRoute } from "./proxy-route.ts";
import type { PublicTarget } from "./public-target.ts";
import { mapQuery, splitQuery } from "./target-path.ts";

/** A request that has found its route. */
export interface RoutedRequest {
  readonly head: RequestHead;
  readonly target: PublicTarget;
  /** What the route's server calls itself. */
  readonly internal: Place;
  /** Path and query on the internal side. */
  readonly path: string;
  /** Who hands the request to us; the address is undefined for a Unix socket. */
  readonly peer: { readonly address: string | undefined; readonly isTrusted: boolean };
  /** The Upgrade field of a request that may become a tunnel; undefined for none. */
  readonly upgrade: string | undefined;
}

/** A request as it is forwarded, built from scratch. Fields are names and values in turn. */
export interface OutgoingRequest {
  readonly route: ProxyRoute;
  readonly method: string;
  /** Path and query, beginning with "/". */
  readonly path: string;
  readonly headers: readonly string[];
  /** What happens to its content; undefined for a request without any. */
  readonly content: BodyPlan | undefined;
  /** What the content is mapped by: to internal, relative to what is asked for. */
  readonly inward: Scope;
  readonly upgrade: string | undefined;
  readonly acceptsTrailers: boolean;
  /** The fields as they came. */
  readonly received: readonly string[];
  /** Where the client sees the application. */
  readonly mount: Place;
  /** The server that has the client's session, if any. */
  readonly bound: OriginServer | undefined;
  /** What its responses are mapped by: to public, relative to what is asked for. */
  readonly scope: Scope;
  /** Where its pages find the shim; undefined for none. */
  readonly shim: ShimAddress | undefined;
}

export function outgoingRequest(request: RoutedRequest, site: Site): OutgoingRequest {
  const { head, target, internal, peer, upgrade } = request;
  const { route, entrance, isFromPath } = target;
  const { seen } = entrance;
  const inward = new Scope(site.map, "toInternal", originOf(seen) + target.path, entrance);
  const path = route.options.query ? mapQuery(request.path, inward) : request.path;
  const content = head.hasContent ? planSentBody(head, route.options, site.limits) : undefined;
  const session = route.upstream.sticky?.take(head.fields);
  const own = session ? session.fields : head.fields;
  const fields = isFromPath ? withoutOrigin(own) : own;
  const headers = mapRequestFields(countHop(head.method, fields), {
    rules: route.requestRules,
    scope: inward,
    host: hostField(route.host, internal, seen),
    isHostPublic: route.host === "public" || route.monster !== undefined,
    isPathPublic: route.monster !== undefined,
    forwarding: { ...peer, tells: route.forwarded, place: route.forwarded === "public" ? seen : internal },
    via: `${head.version} ${site.pseudonym}`,
    tagSuffix: route.tagSuffix,
    bodyChanged: content?.rewrites === true,
    narrowAcceptEncoding,
  });
  return {
    route,
    method: head.method,
    path: route.monster ? monsterPath(path, route.monster, request) : path,
    headers,
    content,
    upgrade,
    acceptsTrailers: head.acceptsTrailers,
    received: head.fields,
    inward,
    mount: seen,
    bound: session?.bound,
    scope: new Scope(site.map, "toPublic", originOf(internal) + path, entrance),
    shim: route.shim?.address(entrance),
  };
}

/** Whether it does no harm to send the request twice. */
export function isRepeatable({ method, content, upgrade }: OutgoingRequest): boolean {
  return SAFE_METHODS.has(method) && content === undefined && upgrade === undefined;
}

/** RFC 9110 section 9.2.1, and the WebDAV methods that only read (RFC 4918, 3253, 5323). */
const SAFE_METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS", "QUERY", "PROPFIND", "REPORT", "SEARCH"]);

/** The same request for the whole of what it asks a part of. */
export function withoutRange(request: OutgoingRequest): OutgoingRequest {
  const { headers } = request;
  return { ...request, headers: headers.filter((_, i) => !RANGE.test(headers[i - (i % 2)] as string)) };
}

const RANGE = /^(?:if-)?range$/i;

/** The same request with the length of its content, which is known by now. */
export function withContentLength(request: OutgoingRequest, contentBytes: number): OutgoingRequest {
  return { ...request, headers: [...request.headers, "Content-Length", String(contentBytes)] };
}

/** The path as the application's VirtualHostMonster reads it. */
function monsterPath(path: string, monster: MonsterGrammar, { target, internal }: RoutedRequest): string {
  const { path: root } = internal;
  const { path: plain, query } = splitQuery(path);
  return monster.build({ place: target.entrance.seen, root, path: canonicalPath(plain).slice(root.length) }) + query;
}

/** Fields of a proxy in front that speak of its own origin, where the path speaks of the one that the client sees. */
function withoutOrigin(fields: readonly string[]): readonly string[] {
  return fields.filter((_, i) => !ORIGIN_FIELD.test(fields[i - (i % 2)] as string));
}

const ORIGIN_FIELD = /^x-forwarded-(?:host|port|prefix|proto)$/i;

function hostField(host: string, internal: Place, place: Place): string {
  if (host === "internal") return authorityOf(internal);
  return host === "public" ? authorityOf(place) : host;
}
