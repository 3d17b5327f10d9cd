import { formatListenAddress, parseListenAddress } from "../address.ts";
import type { Problem } from "../problem.ts";
import { selectTexts } from "../select.ts";

const ADDRESSES = ["listen.*", "listen.*.address", "admin"];

/** Finds duplicate addresses. Port 0 is a different port each time. */
export function checkListeners(options: unknown): Problem[] {
  const listeners = ADDRESSES.flatMap((pattern) => selectTexts(options, pattern)).flatMap(({ path, value }) => {
    const address = parseListenAddress(value);
    return address && address.port !== 0 ? { path, value, text: formatListenAddress(address) } : [];
  });
  return listeners.flatMap(({ path, value, text }, i) => {
    const twin = listeners.slice(0, i).find((other) => other.text === text);
    return twin ? [{ path, message: `"${value}" is already listened on`, related: twin.path }] : [];
  });
}
