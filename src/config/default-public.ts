import { listenOrigin, parseListenAddress } from "./address.ts";
import { select, selectTexts } from "./select.ts";

export const DEFAULT_LISTEN = "127.0.0.1:8080";

/**
 * The public URLs of a route that names none: the first address that is listened on, as this machine's browser sees it, and
 * if that is a loopback address, both ways to write it.
 */
export function defaultPublic(options: unknown): readonly string[] {
  const addresses = [...selectTexts(options, "listen.*"), ...selectTexts(options, "listen.*.address")];
  const parsed = addresses.map(({ value }) => parseListenAddress(value)).find((address) => address !== undefined);
  const scheme = TLS.some((pattern) => select(options, pattern).length > 0) ? "https" : "http";
  const origin = new URL(listenOrigin(parsed ?? { host: "127.0.0.1", port: 8080 }, scheme));
  const other = LOOPBACK[origin.hostname];
  return other === undefined ? [origin.href] : [origin.href, origin.href.replace(origin.hostname, other)];
}

/** The options that make an address one of TLS. */
const TLS = ["listen.*.cert", "listen.*.certificates"];

/** A loopback name and the other one that people write for it. */
const LOOPBACK: Readonly<Record<string, string>> = {
  "127.0.0.1": "localhost",
  localhost: "127.0.0.1",
  "[::1]": "localhost",
};
