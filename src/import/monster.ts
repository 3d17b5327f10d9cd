import type { VirtualHostGrammar } from "../config/config.ts";

/** A virtual host path, which tells the application its public origin. */
export interface Monster {
  readonly grammar: VirtualHostGrammar;
  /** The origin in the path; undefined for a variable. */
  readonly origin: string | undefined;
  /** The site's path in the application: "" or "/Plone". */
  readonly root: string;
  /** The public path: "" or "/app". */
  readonly mount: string;
}

/** Reads a target's path, `/vhost/http/www.example.com/` or `/VirtualHostBase/…`; undefined for any other path. */
export function readMonster(path: string): Monster | undefined {
  for (const [grammar, { pattern, read }] of Object.entries(GRAMMARS)) {
    const groups = pattern.exec(path)?.groups;
    if (groups) return { grammar: grammar as VirtualHostGrammar, origin: originOf(groups), ...read(groups) };
  }
  return undefined;
}

type Groups = Readonly<Record<string, string | undefined>>;

/**
 * The grammars of Nevow's and Twisted's `VHostMonsterResource` and of Zope's VirtualHostMonster. The first knows no mounts:
 * the path is the same on both sides.
 */
const GRAMMARS = {
  nevow: {
    pattern: /^\/vhost\/(?<scheme>[^/]+)\/(?<authority>[^/]+)(?<path>\/.*)?$/,
    read: ({ path = "" }) => ({ root: withoutSlash(path), mount: withoutSlash(path) }),
  },
  zope: {
    pattern:
      /^\/VirtualHostBase\/(?<scheme>[^/]+)\/(?<authority>[^/]+)(?<root>(?:\/(?!VirtualHostRoot(?:\/|$))[^/]+)*)(?:\/VirtualHostRoot(?<mount>(?:\/_vh_[^/]+)*))?\/?$/,
    read: ({ root = "", mount = "" }) => ({ root, mount: mount.replaceAll("/_vh_", "/") }),
  },
} as const satisfies Record<
  VirtualHostGrammar,
  { pattern: RegExp; read: (groups: Groups) => { root: string; mount: string } }
>;

function originOf({ scheme = "", authority = "" }: Groups): string | undefined {
  const isTold = /^https?$/.test(scheme) && !/[$%]/.test(authority);
  return isTold ? URL.parse(`${scheme}://${authority}`)?.origin : undefined;
}

function withoutSlash(path: string): string {
  return path.replace(/\/$/, "");
}
