import { authorityOf, type Place } from "../url/place.ts";
import { drop, type FieldRule, type FieldTable } from "./field-rules.ts";
import { listedValue } from "./raw-fields.ts";

/** Whom a request comes from and which public place it was sent to. */
export interface Forwarding {
  /** The peer's IP address; undefined for a Unix socket. */
  readonly address: string | undefined;
  /** Whether the peer is a trusted proxy, whose word on whom it speaks for is passed on. */
  readonly isTrusted: boolean;
  /** From the configuration. */
  readonly place: Place;
}

interface ForwardingContext {
  readonly forwarding: Forwarding;
}

const ifTrusted: FieldRule<ForwardingContext> = (value, { forwarding }) => (forwarding.isTrusted ? value : undefined);

/**
 * The whole family of fields that tell an application about its client. It is believed or not as one: a peer that may not
 * say where a request comes from may not say how or for which host it came either.
 */
export const FORWARDING_FIELDS = {
  // Written anew: see forwardingFields().
  forwarded: drop,
  "x-forwarded-for": drop,
  "x-forwarded-host": drop,
  "x-forwarded-port": drop,
  "x-forwarded-prefix": drop,
  "x-forwarded-proto": drop,

  "cf-connecting-ip": ifTrusted,
  "client-ip": ifTrusted,
  "fastly-client-ip": ifTrusted,
  "front-end-https": ifTrusted,
  "true-client-ip": ifTrusted,
  "x-client-ip": ifTrusted,
  "x-cluster-client-ip": ifTrusted,
  "x-forwarded": ifTrusted,
  "x-forwarded-by": ifTrusted,
  "x-forwarded-path": ifTrusted,
  "x-forwarded-protocol": ifTrusted,
  "x-forwarded-scheme": ifTrusted,
  "x-forwarded-server": ifTrusted,
  "x-forwarded-ssl": ifTrusted,
  "x-forwarded-uri": ifTrusted,
  "x-original-for": ifTrusted,
  "x-original-host": ifTrusted,
  "x-original-proto": ifTrusted,
  "x-real-ip": ifTrusted,
  "x-scheme": ifTrusted,
  "x-url-scheme": ifTrusted,
} as const satisfies FieldTable<ForwardingContext>;

/** What is told, by field; `said` is what a trusted peer said there. Undefined leaves the field out. */
const WRITTEN = {
  Forwarded: (said, { address, place }) => append(said, element(address, place)),
  "X-Forwarded-For": (said, { address }) => append(said, address),
  "X-Forwarded-Host": (said, { place }) => said ?? authorityOf(place),
  "X-Forwarded-Port": (said, { place }) => said ?? String(place.port),
  "X-Forwarded-Proto": (said, { place }) => said ?? place.scheme,
  "X-Forwarded-Prefix": (said, { place }) => (said && ONE_SLASH.test(said) ? said : place.path || undefined),
} as const satisfies Record<string, (said: string | undefined, forwarding: Forwarding) => string | undefined>;

/** A prefix like `//evil.example` would turn the application's redirects into open ones. */
const ONE_SLASH = /^\/(?![/\\])/;

/**
 * The forwarding fields to send: names and values in turn.
 *
 * @param raw the request's fields as they came
 */
export function forwardingFields(raw: readonly string[], forwarding: Forwarding): string[] {
  const fields: string[] = [];
  for (const [name, write] of Object.entries(WRITTEN)) {
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

const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/;
