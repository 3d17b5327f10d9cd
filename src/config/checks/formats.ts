import { isIP } from "node:net";
import { parsePlace, parseTarget } from "../../url/places/place.ts";
import { parseServerUrl } from "../../url/server-url.ts";
import { VALUES } from "../../values/table.ts";
import { parseListenAddress } from "../address.ts";

/** The kinds of value that an attribute may carry. */
const VALUE_KINDS: readonly string[] = Object.keys(VALUES);

/** Those of a field, which may also be dropped, or kept although there is a rule for it. */
const FIELD_KINDS: readonly string[] = [...VALUE_KINDS, "drop", "keep"];

/** The `format` names of reorigin.schema.json. */
export const FORMATS = {
  "listen-address": (text) => parseListenAddress(text) !== undefined,
  // To expose it to the network takes an explicit 0.0.0.0.
  "admin-address": (text) => text === "off" || Boolean(parseListenAddress(text)?.host),
  "address-block": isAddressBlock,
  place: (text) => isReadBy(parsePlace, text),
  target: (text) => isReadBy(parseTarget, text),
  server: (text) => isReadBy(parseServerUrl, text),
  "cookie-name": (text) => COOKIE_NAME.test(text),
  "request-path": (text) => REQUEST_PATH.test(text),
  authority: (text) => AUTHORITY.test(text) && URL.canParse(`http://${text}/`),
  "path-prefix": (text) => PATH_PREFIX.test(text),
  "value-kind": (text) => VALUE_KINDS.includes(text),
  "field-kind": (text) => FIELD_KINDS.includes(text),
} as const satisfies Record<string, (text: string) => boolean>;

/** Formats with a fixed set of values, which messages list. */
export const CHOICES: Readonly<Record<string, readonly string[]>> = {
  "value-kind": VALUE_KINDS,
  "field-kind": FIELD_KINDS,
};

function isReadBy(parse: (text: string) => unknown, text: string): boolean {
  try {
    parse(text);
    return true;
  } catch {
    return false;
  }
}

/** An IP address, or one with a prefix length (RFC 4632, RFC 4291 section 2.3). */
function isAddressBlock(text: string): boolean {
  const [address = "", length, ...rest] = text.split("/");
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return length === undefined || (/^\d{1,3}$/.test(length) && Number(length) <= (version === 4 ? 32 : 128));
}

/** No character that would end the authority of a URL. */
const AUTHORITY = /^[^\s/?#@\\]+$/;
/** RFC 6265 section 4.1.1. */
const COOKIE_NAME = /^[\w!#$%&'*+.^`|~-]+$/;
/** Printable, without a fragment. */
const REQUEST_PATH = /^\/[!"$-~]*$/;
const PATH_PREFIX = /^(?:\/[^\s/?#]+)+$/;
