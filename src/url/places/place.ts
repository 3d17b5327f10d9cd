import { ReoriginError } from "../../errors.ts";
import { normalizeHost } from "../parsing/host.ts";
import { withoutLastSlashes } from "../parsing/path.ts";
import { ANY_HOST } from "./host-pattern.ts";

/** A place that a route names: an origin and a path prefix. */
export interface Place {
  readonly scheme: "http" | "https";
  /** As the WHATWG URL serializer writes it, without a trailing dot; of a public place perhaps a pattern. */
  readonly host: string;
  /** The effective port, 1 to 65535. */
  readonly port: number;
  /** The path prefix without its last slash: "" or "/shop". */
  readonly path: string;
}

export const DEFAULT_PORTS = { http: 80, https: 443 } as const;

/** @throws ReoriginError ERR_INVALID_URL with the URL and its fault */
export function parsePlace(text: string): Place {
  const place = readPlace(text);
  if (place.host.includes(ANY_HOST)) throw refusal(text, "its host holds *, which only a public one may");
  return place;
}

/**
 * A public place. Its path is written into documents, so it must be the same in every syntax. Its host may be a pattern
 * (see host-pattern.ts).
 *
 * @throws ReoriginError ERR_INVALID_URL, also for a path with a char that ends a URL in some syntax or begins a character
 *   reference: `'(),;&`
 */
export function parseTarget(text: string): Place {
  const place = readPlace(text);
  const special = /['(),;&]/.exec(place.path)?.[0];
  if (special !== undefined) throw refusal(text, `its path holds ${special}, which is no char for a mount`);
  if (!HOST_OR_PATTERN.test(place.host)) {
    throw refusal(text, "in its host, * can only be all of it or its first label");
  }
  return place;
}

/** `*` only as the whole host or its first label. */
const HOST_OR_PATTERN = /^(?:\*(?:$|\.(?!$)))?[^*]*$/;

function readPlace(text: string): Place {
  const url = URL.parse(text);
  if (!url) throw refusal(text, "it is not an absolute URL");
  const scheme = url.protocol.slice(0, -1);
  if (scheme !== "http" && scheme !== "https") throw refusal(text, `its scheme is "${scheme}", not http or https`);
  if (url.username || url.password) throw refusal(text, "it carries a user name or password");
  if (url.search || url.hash) throw refusal(text, "it carries a query or a fragment");
  const host = normalizeHost(url.hostname);
  if (host === undefined) throw refusal(text, `"${url.hostname}" is not a host`);
  const odd = /[^\w.:[\]*-]/.exec(host)?.[0];
  if (odd !== undefined) throw refusal(text, `its host holds ${odd}, which URLs allow and no name has`);
  const port = url.port === "" ? DEFAULT_PORTS[scheme] : Number(url.port);
  return { scheme, host, port, path: withoutLastSlashes(url.pathname) };
}

function refusal(text: string, state: string): ReoriginError {
  return new ReoriginError("ERR_INVALID_URL", `Cannot use "${text}" as an origin: ${state}`);
}

/** `host`, or `host:port` where the port is not the scheme's default. */
export function authorityOf(place: Place): string {
  return hasDefaultPort(place) ? place.host : `${place.host}:${place.port}`;
}

/** The serialized origin, without a path. */
export function originOf(place: Place): string {
  return `${place.scheme}://${authorityOf(place)}`;
}

export function hasDefaultPort(place: Place): boolean {
  return place.port === DEFAULT_PORTS[place.scheme];
}

export function sameOrigin(a: Place, b: Place): boolean {
  return a.scheme === b.scheme && a.host === b.host && a.port === b.port;
}

/**
 * Whether an authority means this place's origin. `http` and `https` of one authority are one origin, and a default port
 * may be written or not; `ws` and `wss` count as `http` and `https`.
 *
 * @param scheme in lower case, "" when a scheme-relative reference has none
 * @param port -1 when none is written
 */
export function hasAuthority(place: Place, scheme: string, port: number): boolean {
  if (port === place.port) return true;
  if (!hasDefaultPort(place)) return false;
  return port === -1 || port === defaultPort(scheme);
}

/** Whether `path` is `prefix` or lies below it; `prefix` as in {@link Place.path}. */
export function isBelow(path: string, prefix: string): boolean {
  if (prefix === "") return true;
  if (!path.startsWith(prefix)) return false;
  const next = path.charCodeAt(prefix.length);
  return Number.isNaN(next) || next === SLASH || next === QUERY || next === FRAGMENT;
}

const SLASH = 0x2f;
const QUERY = 0x3f;
const FRAGMENT = 0x23;

function defaultPort(scheme: string): number {
  return scheme === "https" || scheme === "wss" ? 443 : 80;
}
