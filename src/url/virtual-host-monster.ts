import { DEFAULT_PORTS, type Place } from "./places/place.ts";

/** What a path says of the URL that a client asked for. */
export interface MonsterTarget {
  readonly scheme: Place["scheme"];
  /** As it stands there, IPv6 in brackets. */
  readonly host: string;
  readonly port: number;
  /** The public path, beginning with "/". */
  readonly path: string;
}

/** What is put into a path. */
export interface MonsterSource {
  /** As the client sees it; its path is the mount. */
  readonly place: Place;
  /** The application's own folder, "" or like "/Plone". */
  readonly root: string;
  /** Below the mount: "" or beginning with "/". */
  readonly path: string;
}

/**
 * How a public URL is written into a path for a server that reads it out again, with its VirtualHostMonster. Paths are
 * without a query.
 */
export interface MonsterGrammar {
  /** What every such path begins with. */
  readonly prefix: string;
  /** Whether the public path may be another one than the application's own. */
  readonly hasMounts: boolean;
  /** Whether a host has a place in it. */
  says(host: string): boolean;
  build(source: MonsterSource): string;
  /** @param rest what stands behind the prefix @returns undefined for what is malformed */
  parse(rest: string): MonsterTarget | undefined;
  /** Whether a segment, decoded, would be read as a part of the grammar. */
  isOwn(segment: string): boolean;
}

/**
 * `/vhost/<scheme>/<host:port>/<path>` of Nevow and Twisted (twisted.web.vhost). The port is always written, since its
 * default there is 80 for https too. The host is never percent-encoded, since its length is measured decoded. IPv6 has no
 * place in it, since the host ends at the first colon. It knows no mount: the path is the same on both sides.
 */
function nevow(prefix = "/vhost"): MonsterGrammar {
  const own = prefix.slice(prefix.lastIndexOf("/") + 1);
  return {
    prefix,
    hasMounts: false,
    says: (host) => !host.includes(":"),
    build: ({ place, root, path }) => `${prefix}/${originSegments(place)}${root}${path}`,
    parse: parseOrigin,
    isOwn: (segment) => segment === own,
  };
}

/**
 * `/VirtualHostBase/<scheme>/<host:port>/<root>/VirtualHostRoot/_vh_<mount>/<path>` of Zope (Products.SiteAccess). Without
 * a port the server's own would be taken, so it is always written.
 */
function zope(prefix = "/VirtualHostBase"): MonsterGrammar {
  return {
    prefix,
    hasMounts: true,
    says: () => true,
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

/** The segments right behind the root that are the mount. */
const MOUNT = /^(?:\/_vh_[^/]+)+/;

/** Name → grammar, under its usual prefix or another one. */
export const MONSTERS = { nevow, zope } as const satisfies Record<string, (prefix?: string) => MonsterGrammar>;

export type MonsterName = keyof typeof MONSTERS;

/** The grammar of a prefix: the last segment of Zope's has a name that no one else uses. */
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
 * Whether a path holds, in any number of encodings, a segment of a grammar, or one that climbs: a server that decodes it
 * once more could read another origin out of it than we put in.
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

/** What is encoded more often than this is no path that anybody means. */
const DECODING_ROUNDS = 5;
const ENCODED = /%([0-9a-f]{2})/gi;
const SEPARATOR = /[/\\;]/;
