import { digest } from "./digest.ts";
import { isBelow } from "./is-below.ts";

/** A move from one internal place to its public one. */
export interface ShimMove {
  /** Of the internal authority, for every way to write its port: see {@link digest}. */
  readonly names: readonly string[];
  /** The internal path prefix, "" or like "/shop". */
  readonly from: string;
  /** The public origin; "" for the page's own. */
  readonly origin: string;
  /** The public path prefix. */
  readonly path: string;
  /** Whether it is a place of the page's own server: root-relative references lead there. */
  readonly isOwn: boolean;
}

/** The part of the map that a page gets: its own application, and others on the same host. */
export interface ShimMap {
  /** The path prefix of the page's application, public and internal. */
  readonly mount: string;
  readonly home: string;
  /** The longest `from` first. */
  readonly moves: readonly ShimMove[];
  /** All path prefixes that are served on the page's host. */
  readonly served: readonly string[];
  /** What the names of the application's cookies begin with; "" for nothing. */
  readonly cookieTag: string;
}

/** A document, as its references see it. */
export interface ShimPage {
  readonly origin: string;
  /** The current one. */
  baseUrl(): string;
}

/**
 * Maps references at run time by the rules of `Scope.reference`. A reference with the page's own origin and a path that
 * no route serves was built from `location`: it moves below the mount.
 *
 * @returns the same string if nothing moves
 */
export function createMover(map: ShimMap, page: ShimPage): (text: string) => string {
  const { mount, home, moves, served } = map;
  const moveNamed = (text: string, isSchemeRelative: boolean): string => {
    const { protocol, hostname, port, host, pathname, search, hash } = new URL(text, page.baseUrl());
    const isHere = page.origin.endsWith(`://${host}`);
    if (isHere && isBelow(pathname, mount)) return text;
    const name = digest(`${hostname.replace(/\.$/, "")}:${port}`);
    const move = moves.find(({ names, from }) => names.includes(name) && isBelow(pathname, from));
    const isAstray = isHere && !served.some((prefix) => isBelow(pathname, prefix));
    if (!move && !isAstray) return text;
    const { from, origin, path } = move ?? { from: "", origin: "", path: mount };
    const [scheme = "", authority] = (origin || page.origin).split("//");
    const ownScheme = /^ws/.test(protocol) ? scheme.replace("http", "ws") : scheme;
    return `${isSchemeRelative ? "" : ownScheme}//${authority}${path}${pathname.slice(from.length)}${search}${hash}`;
  };

  const moveLocal = (text: string, isAbsolute: boolean): string => {
    const base = new URL(page.baseUrl());
    if (base.origin !== page.origin || !isBelow(base.pathname, mount)) return text;
    const here = new URL(text, base).pathname;
    if (isAbsolute && mount !== "" && isBelow(here, mount)) return text;
    const { pathname, search, hash } = new URL(text, base.origin + home + base.pathname.slice(mount.length));
    const move = moves.find(({ isOwn, from }) => isOwn && isBelow(pathname, from));
    if (!move) return text;
    const moved = move.path + pathname.slice(move.from.length) || "/";
    if (move.origin === "" && moved === here) return text;
    const origin = move.origin === "" && moved.startsWith("//") ? page.origin : move.origin;
    return origin + moved + search + hash;
  };

  return (text) => {
    try {
      const [, scheme, slash, second] = /^\s*([a-z][\w+.-]*:)?([\\/])?([\\/])?/i.exec(text) ?? [];
      if (second && (!scheme || /^(?:https?|wss?):$/i.test(scheme))) return moveNamed(text, !scheme);
      return !scheme && (slash || /\.\.|%2e/i.test(text)) ? moveLocal(text, slash !== undefined) : text;
    } catch {
      return text;
    }
  };
}
