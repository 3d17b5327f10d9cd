import { isIP } from "node:net";
import { parsePlace } from "../url/place.ts";
import { parseListenAddress } from "./address.ts";

/** The `format` names of reorigin.schema.json: does a text have this form? */
export const FORMATS = {
  "listen-address": (text) => parseListenAddress(text) !== undefined,
  "admin-address": (text) => text === "off" || parseListenAddress(text) !== undefined,
  "address-block": isAddressBlock,
  place: isPlace,
  origin: (text) => isPlace(text) && new URL(text).pathname === "/",
  authority: (text) => AUTHORITY.test(text) && URL.canParse(`http://${text}/`),
  "path-prefix": (text) => PATH_PREFIX.test(text),
  "value-kind": (text) => VALUE_KIND.test(text),
} as const satisfies Record<string, (text: string) => boolean>;

function isPlace(text: string): boolean {
  try {
    parsePlace(text);
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
const VALUE_KIND = /^[a-z][a-z-]*$/;
const PATH_PREFIX = /^(?:\/[^\s/?#]+)+$/;
