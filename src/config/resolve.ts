import { resolve } from "node:path";
import { resolveLimits } from "../limits.ts";
import { resolveRewriteOptions } from "../options.ts";
import { originOf, type Place, parsePlace, parseTarget } from "../url/places/place.ts";
import { parseServerUrl } from "../url/server-url.ts";
import { MONSTERS } from "../url/virtual-host-monster.ts";
import {
  type CertificateInput,
  type Config,
  type ConfigInput,
  certificatesOf,
  type ListenInput,
  type RouteConfig,
  type RouteInput,
} from "./config.ts";
import { DEFAULT_LISTEN, defaultPublic } from "./default-public.ts";
import { resolveServers } from "./resolve-servers.ts";

/**
 * A checked configuration with every default put in, file names absolute and URLs normalized.
 *
 * @param directoryOf where the relative file names of a top-level option begin
 */
export function resolveOptions(input: ConfigInput, directoryOf: (option: string) => string): Config {
  const publicUrls = defaultPublic(input);
  return {
    listen: list(input.listen ?? DEFAULT_LISTEN).map((listen) => resolveListen(listen, directoryOf("listen"))),
    admin: input.admin === undefined || input.admin === "off" ? false : input.admin,
    workers: input.workers ?? 1,
    trustedProxies: input.trustedProxies ?? [],
    logLevel: input.logLevel ?? "info",
    limits: resolveLimits(input.limits),
    routes: input.routes.map((route) => resolveRoute(route, publicUrls, directoryOf("routes"))),
    accept: input.accept?.virtualHostMonster ? { virtualHostMonster: list(input.accept.virtualHostMonster) } : {},
  };
}

function resolveListen(input: string | ListenInput, directory: string): ListenInput {
  if (typeof input === "string") return { address: input };
  const { address, certificates, http2 } = input;
  const [shown] = input.cert && input.key ? [absolute(input as CertificateInput, directory)] : [];
  return {
    address,
    ...shown,
    ...(certificates && { certificates: certificates.map((files) => absolute(files, directory)) }),
    ...(http2 === false && certificatesOf(input).length > 0 && { http2 }),
  };
}

function absolute({ cert, key }: CertificateInput, directory: string): CertificateInput {
  return { cert: resolve(directory, cert), key: resolve(directory, key) };
}

function resolveRoute(route: RouteInput, defaultUrls: readonly string[], directory: string): RouteConfig {
  const publicUrls = list(route.public ?? defaultUrls).map((url) => normalize(parseTarget(url)));
  if (route.root !== undefined) {
    const files = { public: publicUrls, root: resolve(directory, route.root) };
    return route.rewriteFiles ? { ...files, rewriteFiles: true, rewrite: resolveRewriteOptions(route.rewrite) } : files;
  }
  const upstreams = list(route.upstream ?? []).map((url) => parseServerUrl(url).text);
  const internal = parsePlace(
    route.internal ?? unnamedInternal(route, upstreams[0] as string, publicUrls[0] as string),
  );
  return {
    public: publicUrls,
    internal: normalize(internal),
    aliases: (route.aliases ?? []).map((url) => normalize(parsePlace(url))),
    upstream: upstreams.length > 0 ? upstreams : [originOf(internal)],
    ...resolveServers(route, upstreams.length, directory),
    host: route.host ?? "internal",
    forwarded: route.forwarded ?? "public",
    rewrite: resolveRewriteOptions(route.rewrite),
    separateCookies: route.separateCookies ?? false,
    shim: route.shim ?? false,
    refererRedirect: route.refererRedirect ?? false,
    ...(route.virtualHostMonster && { virtualHostMonster: route.virtualHostMonster }),
  };
}

/** The default of `internal`: an application that knows its public URL has no name but that of its server. */
function unnamedInternal({ virtualHostMonster }: RouteInput, upstream: string, publicUrl: string): string {
  const hasMounts = virtualHostMonster === undefined || MONSTERS[virtualHostMonster]().hasMounts;
  return hasMounts ? upstream : originOf(parsePlace(upstream)) + parseTarget(publicUrl).path;
}

/** Normalized by the URL parser, with a slash at the end of the path. */
function normalize(place: Place): string {
  return `${originOf(place)}${place.path}/`;
}

function list<T>(value: T | readonly T[]): readonly T[] {
  return Array.isArray(value) ? value : [value as T];
}
