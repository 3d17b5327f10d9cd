import { listenOrigin, parseListenAddress } from "./address.ts";
import { select, selectTexts } from "./select.ts";

export const DEFAULT_LISTEN = "127.0.0.1:8080";

/** The public URL of a route that names none: the first address that is listened on, as this machine's browser sees it. */
export function defaultPublic(options: unknown): string {
  const addresses = [...selectTexts(options, "listen.*"), ...selectTexts(options, "listen.*.address")];
  const parsed = addresses.map(({ value }) => parseListenAddress(value)).find((address) => address !== undefined);
  const isTls = select(options, "listen.*.cert").length > 0;
  return `${listenOrigin(parsed ?? { host: "127.0.0.1", port: 8080 }, isTls)}/`;
}
