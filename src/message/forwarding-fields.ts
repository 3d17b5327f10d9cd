import { authorityOf, type Place } from "../url/places/place.ts";
import { TOKEN } from "./field-syntax.ts";
import { listedValue } from "./raw-fields.ts";

/** Where a request comes from, and for which public place. */
export interface Forwarding {
  /** The peer's IP address; undefined for a Unix socket. */
  readonly address: string | undefined;
  /** Whether the peer is a trusted proxy, whose own forwarding fields are extended. */
  readonly isTrusted: boolean;
  /** The public place that the application is told. */
  readonly place: Place;
  readonly tells: ForwardedFacts;
}

/**
 * What an application is told:
 * - "public": of its client, and which public host and path the request was sent to
 * - "client": of its client, and the scheme
 */
export type ForwardedFacts = "public" | "client";

/**
 * Fields that tell an application about its client. They are believed together or not at all.
 *
 * "anew": never forwarded, but written from scratch, see {@link forwardingFields}. "if trusted": forwarded for trusted
 * proxies only, and so is all of {@link FORWARDING_FAMILY}.
 */
export const FORWARDING_FIELDS = {
  forwarded: "anew",
  "x-forwarded-for": "anew",
  "x-forwarded-host": "anew",
  "x-forwarded-port": "anew",
  "x-forwarded-prefix": "anew",
  "x-forwarded-proto": "anew",

  "cf-connecting-ip": "if trusted",
  "cf-connecting-ipv6": "if trusted",
  "client-cert": "if trusted",
  "client-cert-chain": "if trusted",
  "client-ip": "if trusted",
  "fastly-client-ip": "if trusted",
  "fly-client-ip": "if trusted",
  "front-end-https": "if trusted",
  "proxy-client-ip": "if trusted",
  "true-client-ip": "if trusted",
  "wl-proxy-client-ip": "if trusted",
  "x-arr-clientcert": "if trusted",
  "x-arr-ssl": "if trusted",
  "x-client-cert": "if trusted",
  "x-client-ip": "if trusted",
  "x-cluster-client-ip": "if trusted",
  "x-forwarded": "if trusted",
  "x-originating-ip": "if trusted",
  "x-real-ip": "if trusted",
  "x-scheme": "if trusted",
  "x-url-scheme": "if trusted",
} as const satisfies Record<string, "anew" | "if trusted">;

/**
 * More of them, by how their names begin, in lower case. Servers that end TLS, authenticate users or rewrite paths make up
 * new ones: what was requested (X-Forwarded-Uri, X-Original-URI), by which user (X-Forwarded-User, Remote-User,
 * X-Auth-Request-Email) and with which certificate (X-Forwarded-Client-Cert, SSL-Client-Verify, X-SSL-Client-S-DN).
 */
export const FORWARDING_FAMILY = /^(?:remote|ssl-client|x-(?:auth-request|forwarded|original|remote|ssl))-/;

/** `said` is the field of a trusted peer. Undefined omits the field. */
type Writer = (said: string | undefined, forwarding: Forwarding) => string | undefined;

const client: Writer = (said, { address }) => append(said, address);

/** The fields that are written, and how. */
const WRITTEN = {
  public: {
    Forwarded: (said, { address, place }) => append(said, element(address, place)),
    "X-Forwarded-For": client,
    "X-Forwarded-Host": (said, { place }) => said ?? authorityOf(place),
    "X-Forwarded-Port": (said, { place }) => said ?? String(place.port),
    "X-Forwarded-Proto": (said, { place }) => said ?? place.scheme,
    "X-Forwarded-Prefix": (said, { place }) => (said && ONE_SLASH.test(said) ? said : place.path || undefined),
  },
  client: {
    "X-Forwarded-For": client,
    "X-Forwarded-Proto": (_said, { place }) => place.scheme,
  },
} as const satisfies Record<ForwardedFacts, Readonly<Record<string, Writer>>>;

const WRITERS: Readonly<Record<ForwardedFacts, readonly (readonly [string, Writer])[]>> = {
  public: Object.entries(WRITTEN.public),
  client: Object.entries(WRITTEN.client),
};

/** A prefix like `//evil.example` would turn the application's redirects into open ones. */
const ONE_SLASH = /^\/(?![/\\])/;

/**
 * The forwarding fields to send: names and values in turn.
 *
 * @param raw the request's fields as they came
 */
export function forwardingFields(raw: readonly string[], forwarding: Forwarding): string[] {
  const fields: string[] = [];
  for (const [name, write] of WRITERS[forwarding.tells]) {
    const value = write(forwarding.isTrusted ? listedValue(raw, name.toLowerCase()) : undefined, forwarding);
    if (value !== undefined) fields.push(name, value);
  }
  return fields;
}

function append(said: string | undefined, own: string | undefined): string | undefined {
  return said === undefined || own === undefined ? (own ?? said) : `${said}, ${own}`;
}

/** RFC 7239 section 4. */
function element(address: string | undefined, place: Place): string {
  const node = address === undefined ? "unknown" : address.includes(":") ? `"[${address}]"` : address;
  const host = authorityOf(place);
  return `for=${node};host=${TOKEN.test(host) ? host : `"${host}"`};proto=${place.scheme}`;
}
