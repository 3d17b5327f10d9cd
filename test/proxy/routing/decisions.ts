import type { IncomingMessage } from "node:http";
import type { RouteInput } from "../../../src/config/config.ts";
import { resolveConfig } from "../../../src/config/load.ts";
import { firstValue } from "../../../src/message/raw-fields.ts";
import { decide } from "../../../src/proxy/decision.ts";
import { openSite, type Site } from "../../../src/proxy/site.ts";

/** Whom the sites of these tests trust. */
export const TRUSTED = "10.0.0.1";
const STRANGER = "192.0.2.7";

export function siteOf(routes: readonly RouteInput[], accept?: string | readonly string[]): Site {
  const config = { trustedProxies: [TRUSTED], routes, ...(accept && { accept: { virtualHostMonster: accept } }) };
  return openSite(resolveConfig(config), { started() {}, ended() {} });
}

export interface Asked {
  readonly path?: string;
  readonly host?: string;
  /** Fields besides Host, names and values in turn. */
  readonly fields?: readonly string[];
  /** The peer's address. Default: nobody that is trusted. */
  readonly from?: string;
}

/** What becomes of a GET request: the refusal's name, or what is sent and where its links lead. */
export function decided(site: Site, { path = "/x", host = "www.example.com", fields = [], from = STRANGER }: Asked) {
  const rawHeaders = ["Host", host, ...fields];
  const request = {
    method: "GET",
    url: path,
    httpVersionMajor: 1,
    httpVersionMinor: 1,
    headers: { host },
    rawHeaders,
    socket: { remoteAddress: from },
  };
  const decision = decide({ request: request as unknown as IncomingMessage }, site);
  if (decision.kind === "refuse") return decision.refusal;
  if (decision.kind === "answer") return `${decision.status} ${decision.fields.join(" ")}`;
  const { route, path: sent, headers, scope } = decision.outgoing;
  const field = (name: string) => firstValue(headers, name.toLowerCase());
  return {
    upstream: route.upstream.pick(undefined)?.origin,
    path: sent,
    field,
    /** What one of the application's URLs becomes in the answer. */
    link: (url: string) => scope.mapped(url),
  };
}

/** {@link decided} in one line: where it goes, and where a link to the application's `/y` leads. */
export function summary(site: Site, asked: Asked): string {
  const made = decided(site, asked);
  return typeof made === "string" ? made : `${made.upstream}${made.path} ${made.link(`${made.upstream}/y`)}`;
}
