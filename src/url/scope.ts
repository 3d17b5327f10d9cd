import { type Splice, spliced } from "../splice.ts";
import { type Base, readBase } from "./moves/base.ts";
import { type KnownBeginnings, type KnownMove, NO_BEGINNINGS } from "./moves/known-moves.ts";
import { moveAuthority, moveClimbing, moveOrigin, movePath, originMove } from "./moves/reference-moves.ts";
import type { Resolver } from "./moves/resolver.ts";
import type { Direction, TwoWayIndex } from "./moves/two-way-index.ts";
import { withoutBreaks } from "./parsing/breaks.ts";
import { normalizeHost } from "./parsing/host.ts";
import { canonicalPath } from "./parsing/path.ts";
import { readAuthority, readReference } from "./parsing/reference.ts";
import type { Entrance } from "./places/entrance.ts";
import { authorityOf, isBelow, type Place } from "./places/place.ts";

/** Observes every reference that a scope reads. */
export interface Trace {
  /**
   * @param scope in its current state
   * @returns the splice that takes the changes instead of `splice`
   */
  reads(text: string, splice: Splice, scope: Scope): Splice;
}

/**
 * One document's view of the map: the direction, and the base of relative references.
 *
 * No method changes what names no place of the source side, what is on the target side already, or what is no URL.
 */
export class Scope {
  readonly map: TwoWayIndex;
  readonly direction: Direction;
  readonly #resolver: Resolver;
  readonly #entrance: Entrance | undefined;
  #base: Base | undefined;
  /** The base URL until it is first needed: in most messages it never is. */
  #unreadBase: string | undefined;
  #trace: Trace | undefined;

  /**
   * @param base the document's own URL on the source side. Default: the first route's.
   * @param entrance by which the request came: of a route's public URLs, this one is written. Default: the first that is
   *   no pattern.
   */
  constructor(map: TwoWayIndex, direction: Direction, base?: string, entrance?: Entrance) {
    this.map = map;
    this.direction = direction;
    this.#entrance = entrance;
    this.#resolver = map.resolver(direction, entrance);
    this.#unreadBase = base ?? map.home(direction);
  }

  /** The target of the document's own route; undefined when its base is in no route. */
  get target(): Place | undefined {
    return this.#readBase()?.move.target;
  }

  /** Whether the document is reached by https on the target side. */
  get secure(): boolean {
    return this.target?.scheme === "https";
  }

  /** Whether references without an origin can move: see `Home`. */
  get movesPaths(): boolean {
    return this.#readBase()?.movesPaths ?? false;
  }

  get resolver(): Resolver {
    return this.#resolver;
  }

  /** Follows a `<base href>` or `xml:base`: later relative references are relative to it. */
  rebase(href: string): void {
    const url = URL.parse(href, this.#readBase()?.url);
    if (url) this.#base = readBase(url.href, this.#resolver);
  }

  /** The view of a part of the document with its own base (`xml:base`). */
  within(href: string): Scope {
    const part = this.#copy();
    part.rebase(href);
    return part;
  }

  /** The same view, observed by a trace. */
  traced(trace: Trace): Scope {
    const copy = this.#copy();
    copy.#trace = trace;
    return copy;
  }

  /** One URL reference in a URL position. */
  reference(text: string, splice: Splice): void {
    this.#read(text, splice, true);
  }

  /** Like {@link reference}, but only for one that names an origin itself: absolute or scheme-relative. */
  named(text: string, splice: Splice): void {
    this.#read(text, splice, false);
  }

  /**
   * The move of a reference that is root-relative, or whose origin is known from earlier ones.
   *
   * @returns undefined when {@link reference} has to read it
   */
  known(text: string): KnownMove | undefined {
    if (this.#trace !== undefined) return undefined;
    const isRooted = text.charCodeAt(0) === SLASH && text.charCodeAt(1) !== SLASH;
    return isRooted ? this.#readBase()?.rooted?.find(text) : this.#resolver.known.find(text);
  }

  /** The beginnings of references that {@link known} finds. None while traced, so that every reference is read. */
  get beginnings(): KnownBeginnings {
    if (this.#trace !== undefined) return NO_BEGINNINGS;
    return { origins: this.#resolver.known.beginnings, root: this.#readBase()?.rooted?.beginning };
  }

  /** {@link reference} from string to string. */
  mapped(text: string): string {
    return spliced(text, (splice) => this.reference(text, splice));
  }

  /** Whether a reference leads into a route, on either side of the map, so that its resource passes through the proxy. */
  covers(text: string): boolean {
    const clean = text.replace(/[\t\n\r]/g, "").trim();
    const found = readReference(clean, 0, clean.length);
    if (found.form === "other") return false;
    if (found.form === "path-absolute" || found.form === "path-relative") return this.#readBase() !== undefined;
    const authority = readAuthority(clean, found);
    const host = authority && normalizeHost(authority.host);
    if (authority === undefined || host === undefined) return false;
    const path = canonicalPath(clean.slice(found.pathStart, found.pathEnd));
    return this.#resolver.covers(found.scheme, host, authority.port, path);
  }

  /** A serialized origin; one with a path, `null` and `*` stay. */
  origin(text: string, splice: Splice): void {
    moveOrigin(text, readReference(text, 0, text.length), this.#resolver, this.#traced(text, splice));
  }

  /** `host` or `host:port`, without a scheme. */
  authority(text: string): string {
    const named = `//${text}`;
    const found = readReference(named, 0, named.length);
    if (found.pathStart !== named.length || found.authorityStart !== 2) return text;
    const authority = readAuthority(named, found);
    const move = authority && originMove("", authority, this.#resolver);
    return move ? authorityOf(move.target) : text;
  }

  /**
   * A cookie's Domain, with or without a leading dot.
   *
   * @returns the same string for a foreign domain; undefined when the target can have no Domain, so that the cookie must
   *   become host-only
   */
  domain(domain: string): string | undefined {
    const dot = domain.startsWith(".") ? "." : "";
    const host = normalizeHost(domain.slice(dot.length));
    if (host === undefined) return domain;
    const move = this.#resolver.movesOf(host)[0];
    if (move) {
      if (move.target.host === host) return domain;
      return canBeDomain(move.target.host) ? dot + move.target.host : undefined;
    }
    const isShared = this.#resolver.isParentOf(host, "source") && !this.#resolver.isParentOf(host, "target");
    return isShared ? undefined : domain;
  }

  /** A cookie's Path, or a service worker's scope: moves with its prefix, by segment. */
  path(path: string): string {
    const base = path.startsWith("/") ? this.#readBase() : undefined;
    if (!base) return path;
    const { source, target } = base.move;
    if (target.path !== "" && isBelow(path, target.path)) return path;
    if (isBelow(path, source.path)) return target.path + path.slice(source.path.length) || "/";
    const isAbove = isBelow(source.path, path.replace(/\/$/, ""));
    return isAbove ? `${target.path}/` : path;
  }

  #readBase(): Base | undefined {
    if (this.#unreadBase !== undefined) {
      this.#base = readBase(this.#unreadBase, this.#resolver);
      this.#unreadBase = undefined;
    }
    return this.#base;
  }

  #copy(): Scope {
    const copy = new Scope(this.map, this.direction, undefined, this.#entrance);
    copy.#base = this.#base;
    copy.#unreadBase = this.#unreadBase;
    copy.#trace = this.#trace;
    return copy;
  }

  #traced(text: string, splice: Splice): Splice {
    return this.#trace === undefined ? splice : this.#trace.reads(text, splice, this);
  }

  #read(text: string, untraced: Splice, inUrlPosition: boolean): void {
    const splice = this.#traced(text, untraced);
    const clean = BREAK.test(text) ? withoutBreaks(text, splice) : { text, splice };
    this.#readLine(clean.text, clean.splice, inUrlPosition);
  }

  #readLine(text: string, splice: Splice, inUrlPosition: boolean): void {
    let start = 0;
    let end = text.length;
    while (start < end && text.charCodeAt(start) <= SPACE) start++;
    while (end > start && text.charCodeAt(end - 1) <= SPACE) end--;
    if (start === end) return;
    const found = readReference(text, start, end);
    if (found.form === "absolute" || found.form === "scheme-relative") {
      moveAuthority(text, found, this.#resolver, splice);
    } else if (inUrlPosition) {
      const base = this.#readBase();
      if (!base?.movesPaths) return;
      const context = { base, resolver: this.#resolver };
      if (found.form === "path-absolute") movePath(text, found, context, splice);
      else if (found.form === "path-relative") moveClimbing(text, found, context, splice);
    }
  }
}

const SPACE = 0x20;
const SLASH = 0x2f;
/** The URL parser removes these everywhere. */
const BREAK = /[\t\n\r]/;

/** A Domain attribute only works for names with a dot, not for IP addresses or `localhost`. */
function canBeDomain(host: string): boolean {
  return host.includes(".") && !host.startsWith("[") && !/^[\d.]+$/.test(host);
}
