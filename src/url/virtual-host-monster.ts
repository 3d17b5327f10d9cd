import { DEFAULT_PORTS, type Place } from "./places/place.ts";

/** The URL that a client asked for, as stated in a path. */
export interface MonsterTarget {
  readonly scheme: Place["scheme"];
  /** As written in the path, IPv6 in brackets. */
  readonly host: string;
  readonly port: number;
  /** The public path, beginning with "/". */
  readonly path: string;
}

/** The parts of a path that states a public URL. */
export interface MonsterSource {
  /** As the client sees it; its path is the mount. */
  readonly place: Place;
  /** The application's own folder, "" or like "/Plone". */
  readonly root: string;
  /** Below the mount: "" or beginning with "/". */
  readonly path: string;
}

/**
 * How a public URL is stated in a path, for a server whose VirtualHostMonster reads it from there. Paths have no query.
 */
export interface MonsterGrammar {
  /** The beginning of every such path. */
  readonly prefix: string;
  /** Whether the public path may differ from the application's. */
  readonly hasMounts: boolean;
  canExpress(host: string): boolean;
  build(source: MonsterSource): string;
  /** @param rest the path after the prefix @returns undefined when it is malformed */
  parse(rest: string): MonsterTarget | undefined;
  /** Whether a decoded segment would be read as part of the grammar. */
  isOwn(segment: string): boolean;
}

/**
 * `/vhost/<scheme>/<host:port>/<path>` of Nevow and Twisted (twisted.web.vhost). The port is always written, since its
 * default there is 80 for https too. The host is never percent-encoded, since its length is measured decoded. IPv6 cannot
 * be expressed, since the host ends at the first colon. There are no mounts: the path is the same on both sides.
 */
function nevow(prefix = "/vhost"): MonsterGrammar {
  const own = prefix.slice(prefix.lastIndexOf("/") + 1);
  return {
    prefix,
    hasMounts: false,
    canExpress: (host) => !host.includes(":"),
    build: ({ place, root, path }) => `${prefix}/${originSegments(place)}${root}${path}`,
    parse: parseOrigin,
    isOwn: (segment) => segment === own,
  };
}

/**
 * `/VirtualHostBase/<scheme>/<host:port>/<root>/VirtualHostRoot/_vh_<mount>/<path>` of Zope (Products.SiteAccess). Without
 * a port, the server's own would be used, so it is always written.
 */
function zope(prefix = "/VirtualHostBase"): MonsterGrammar {
  return {
    prefix,
    hasMounts: true,
    canExpress: () => true,
    build({ place, root, path }) {
      const mount = place.path.replaceAll("/", "/_vh_");
      return `${prefix}/${originSegments(place)}${root}/VirtualHostRoot${mount}${path}`;
    },
    parse(rest) {
      const target = parseOrigin(rest);
      if (!target) return undefined;
      const [, virtual = target.path] = /\/VirtualHostRoot(\/.*|$)/.exec(target.path) ?? [];
      const path = virtual.replace(MOUNT, (mount) => mount.replaceAll("/_vh_", "/"));
      return { ...target, path: path || "/" };
    },
    isOwn: (segment) => segment === "VirtualHostBase" || segment === "VirtualHostRoot" || segment.startsWith("_vh_"),
  };
}

/** The segments after the root that are the mount. */
const MOUNT = /^(?:\/_vh_[^/]+)+/;

/** Name → grammar, under its usual prefix or another one. */
export const MONSTERS = { nevow, zope } as const satisfies Record<string, (prefix?: string) => MonsterGrammar>;

export type MonsterName = keyof typeof MONSTERS;

/** The grammar of a prefix. Only Zope's ends in `VirtualHostBase`. */
export function monsterAt(prefix: string): MonsterGrammar {
  return prefix.endsWith("/VirtualHostBase") ? zope(prefix) : nevow(prefix);
}

function originSegments({ scheme, host, port }: Place): string {
  return `${scheme}/${host}:${port}`;
}

function parseOrigin(rest: string): MonsterTarget | undefined {
  const [, scheme, host = "", digits, path] = ORIGIN.exec(rest) ?? [];
  if (scheme !== "http" && scheme !== "https") return undefined;
  const port = digits === undefined ? DEFAULT_PORTS[scheme] : Number(digits);
  return port >= 1 && port <= 65_535 ? { scheme, host, port, path: path ?? "/" } : undefined;
}

const ORIGIN = /^\/(https?)\/([\w.-]+|\[[0-9a-f:.]+\])(?::(\d{1,5}))?(\/.*)?$/i;

/**
 * Whether a path contains a segment of the grammar or `..`, however often it is encoded. A server that decodes it once more
 * could then read another origin than the one stated.
 */
export function holdsMonster(path: string, { isOwn }: MonsterGrammar): boolean {
  let decoded = path;
  for (let round = 0; round < DECODING_ROUNDS; round++) {
    if (decoded.split(SEPARATOR).some((segment) => isOwn(segment) || segment === "..")) return true;
    const further = decoded.replace(ENCODED, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
    if (further === decoded) return false;
    decoded = further;
  }
  return true;
}

/** A path that is encoded more often counts as an attempt to hide something. */
const DECODING_ROUNDS = 5;
const ENCODED = /%([0-9a-f]{2})/gi;
const SEPARATOR = /[/\\;]/;
