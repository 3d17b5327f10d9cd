import { isStaticRoute, type ProxyRouteConfig, type RouteConfig, type StaticRouteConfig } from "../../config/config.ts";
import { entityTagSuffix } from "../../headers/entity-tag.ts";
import { type RequestRules, requestRules } from "../../headers/request-fields.ts";
import { type ResponseRules, responseRules } from "../../headers/response-fields.ts";
import { cookieTag } from "../../headers/separate-cookies.ts";
import type { ForwardedFacts } from "../../message/forwarding-fields.ts";
import { type ResolvedRewriteOptions, resolveRewriteOptions } from "../../options.ts";
import { Shim } from "../../shim/shim.ts";
import { openUpstream, type UpstreamContext } from "../../upstream/open-upstream.ts";
import { SoleUpstream } from "../../upstream/sole-upstream.ts";
import type { Upstream } from "../../upstream/upstream.ts";
import type { UrlMap } from "../../url/map.ts";
import { entranceAt } from "../../url/places/entrance.ts";
import { type Place, parsePlace, parseTarget } from "../../url/places/place.ts";
import { MONSTERS, type MonsterGrammar } from "../../url/virtual-host-monster.ts";
import { StaticFiles } from "../files/static-files.ts";

/** One application, or one tree of files. */
export interface ProxyRoute {
  /** What it is called in logs: its first public URL. */
  readonly name: string;
  /** Its public places; their hosts may be patterns. */
  readonly places: readonly Place[];
  /** undefined for files, which go by their public names. */
  readonly internal: Place | undefined;
  readonly upstream: Upstream;
  /** The Host field that is sent: "internal", "public" or a literal. */
  readonly host: string;
  /** What the forwarding fields tell. */
  readonly forwarded: ForwardedFacts;
  /** How the application expects the public URL in the path; undefined where it does not. */
  readonly monster: MonsterGrammar | undefined;
  readonly options: ResolvedRewriteOptions;
  readonly requestRules: RequestRules;
  readonly responseRules: ResponseRules;
  /** The script that its pages begin with; undefined for none. */
  readonly shim: Shim | undefined;
  /** What the public names of its cookies begin with; undefined where they have their own names. */
  readonly cookieTag: string | undefined;
  /** Whether requests that no route serves are sent to it when they come from its pages. */
  readonly redirectsByReferer: boolean;
  /** See `entityTagSuffix`. */
  readonly tagSuffix: string;
}

/** What a route depends on besides itself. */
export interface RouteSettings {
  /** Of all routes. */
  readonly map: UrlMap;
  readonly upstreamContext: UpstreamContext;
  /** Whether the cookies of any application are tagged. */
  readonly separatesCookies: boolean;
  /** The public places of all routes. */
  readonly served: readonly Place[];
}

export function openRoute(route: RouteConfig, settings: RouteSettings): ProxyRoute {
  const { map, upstreamContext, separatesCookies, served } = settings;
  const server = isStaticRoute(route) ? openFiles(route) : openApplication(route, upstreamContext);
  const places = route.public.map(parseTarget);
  const [place] = places as [Place];
  const isSeparate = !isStaticRoute(route) && route.separateCookies;
  const tag = isSeparate ? cookieTag(place) : undefined;
  const { internal } = server;
  const hasShim = internal !== undefined && !isStaticRoute(route) && route.shim;
  const shim = hasShim ? new Shim({ map, served, internal, cookieTag: tag }) : undefined;
  const shimVersion = shim?.script(entranceAt(place)).version ?? "";
  return {
    name: route.public[0] ?? "",
    places,
    ...server,
    requestRules: requestRules(server.options, separatesCookies ? { tag } : undefined),
    responseRules: responseRules(server.options, { cookieTag: tag, hasShim: shim !== undefined }),
    shim,
    cookieTag: tag,
    redirectsByReferer: !isStaticRoute(route) && route.refererRedirect,
    tagSuffix: entityTagSuffix([map.fingerprint, JSON.stringify(server.options), shimVersion].join("\n")),
  };
}

type Server = Pick<ProxyRoute, "internal" | "upstream" | "host" | "forwarded" | "monster" | "options">;

function openApplication(route: ProxyRouteConfig, upstreamContext: UpstreamContext): Server {
  const internal = parsePlace(route.internal);
  return {
    internal,
    upstream: openUpstream(route, upstreamContext),
    host: route.host,
    forwarded: route.forwarded,
    monster: route.virtualHostMonster && MONSTERS[route.virtualHostMonster](),
    options: route.rewrite,
  };
}

function openFiles({ root, rewrite = UNTOUCHED }: StaticRouteConfig): Server {
  const upstream = new SoleUpstream(new StaticFiles(root));
  return { internal: undefined, upstream, host: "public", forwarded: "public", monster: undefined, options: rewrite };
}

/** The options of files without `rewriteFiles`. */
export const UNTOUCHED = resolveRewriteOptions({
  html: false,
  css: false,
  scripts: false,
  json: false,
  xml: false,
  text: false,
});
