import { FORMATS } from "./formats.ts";

/** Format → the end of a message about a value that does not have it: what was probably meant, or what is at fault. */
const HINTS: Readonly<Record<string, (text: string) => string>> = {
  place: (text) => starHint(text) || schemeHint("place", text),
  target: (text) => schemeHint("target", text),
  server: (text) => starHint(text) || schemeHint("server", text),
  "listen-address": (text) => portHint(text) || meantIf("listen-address", `127.0.0.1:${text}`),
  "admin-address": (text) => portHint(text) || hostHint(text) || meantIf("admin-address", `127.0.0.1:${text}`),
};

/** @returns "" if there is nothing to say */
export function hintOn(format: unknown, data: unknown): string {
  const isText = typeof data === "string" || typeof data === "number";
  return isText && typeof format === "string" ? (HINTS[format]?.(String(data)) ?? "") : "";
}

type Format = keyof typeof FORMATS;

function meantIf(format: Format, text: string): string {
  return FORMATS[format](text) ? ` (did you mean ${text}?)` : "";
}

/** The mistake that nearly everybody makes: a URL without its scheme. */
function schemeHint(format: Format, text: string): string {
  return STARTS_WITH_HOST.test(text) ? meantIf(format, `http://${text}`) : "";
}

const STARTS_WITH_HOST = /^\w[\w.:-]*(?:\/(?!\/)|$)/;

function starHint(text: string): string {
  return /^https?:\/\/[^/]*\*/i.test(text) ? ": only the host of a public URL may hold *" : "";
}

function portHint(text: string): string {
  const [, port] = /(?:^|:)(\d+)$/.exec(text) ?? [];
  return Number(port) > 65_535 ? ": a port is at most 65535" : "";
}

/** Every interface must be meant. */
function hostHint(text: string): string {
  if (!/^:\d+$/.test(text)) return "";
  return `: its host is missing (127.0.0.1${text} for this machine, 0.0.0.0${text} for the network)`;
}
