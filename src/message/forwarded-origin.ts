import type { Place } from "../url/places/place.ts";
import { listedValue } from "./raw-fields.ts";

/** What proxies in front say about the requested URL. The caller decides whether they are believed. */
export interface ForwardedOrigin {
  /** `host[:port]`, not checked; the nearest proxy's first. */
  readonly hosts: readonly string[];
  readonly scheme: Place["scheme"] | undefined;
  /** -1 if not stated. */
  readonly port: number;
  /** A path that the proxy in front removed: "" or like "/app". */
  readonly prefix: string;
}

/**
 * Reads `X-Forwarded-Host`, `-Proto`, `-Port` and `-Prefix`, or, where there is none of the first two, `Forwarded` (RFC
 * 7239): proxies that write the older fields pass on what clients send in the newer one.
 *
 * Lists are read from the end. Proxies append, so only the last item comes from the trusted proxy.
 *
 * @param raw the request's fields, names and values in turn
 */
export function forwardedOrigin(raw: readonly string[]): ForwardedOrigin {
  const hosts = listOf(raw, "x-forwarded-host");
  const schemes = listOf(raw, "x-forwarded-proto");
  const [port = ""] = listOf(raw, "x-forwarded-port");
  const [prefix = ""] = listOf(raw, "x-forwarded-prefix");
  const isNewer = hosts.length + schemes.length === 0;
  return {
    hosts: isNewer ? parametersOf(raw, "host") : hosts,
    scheme: schemeOf(isNewer ? parametersOf(raw, "proto")[0] : schemes[0]),
    port: /^\d{1,5}$/.test(port) ? Number(port) : -1,
    prefix: PREFIX.test(prefix) ? prefix.replace(/\/$/, "") : "",
  };
}

/** The members of a list field, the last first. */
function listOf(raw: readonly string[], name: string): string[] {
  const members = listedValue(raw, name)?.split(",") ?? [];
  return members.map((member) => member.trim()).reverse();
}

/** The values of a parameter of `Forwarded`, the last first. */
function parametersOf(raw: readonly string[], name: string): string[] {
  const elements = listedValue(raw, "forwarded") ?? "";
  return [...elements.matchAll(PARAMETER)]
    .filter(([, key]) => key?.toLowerCase() === name)
    .map(([, , token, quoted]) => token ?? quoted?.replace(/\\(.)/g, "$1") ?? "")
    .reverse();
}

/** RFC 7239 section 4. A quoted string cannot hide another parameter. */
const PARAMETER = /(?<![\w-])([\w-]+)=(?:([^\s",;]+)|"((?:[^"\\]|\\.)*)")/g;

/** No host at its start (`//evil`), no dot segments, nothing to decode. */
const PREFIX = /^(?:\/(?!\.{1,2}(?:\/|$))[\w.~!$&*+=:@-]+)+\/?$/;

function schemeOf(text = ""): Place["scheme"] | undefined {
  const scheme = text.toLowerCase();
  return scheme === "http" || scheme === "https" ? scheme : undefined;
}
