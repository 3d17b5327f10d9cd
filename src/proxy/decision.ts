import type { IncomingMessage } from "node:http";
import { isForUs } from "./max-forwards.ts";
import { type OutgoingRequest, outgoingRequest } from "./outgoing-request.ts";
import { ALLOW, type RefusalName } from "./refusals.ts";
import { readRequestHead } from "./request-head.ts";
import type { Site } from "./site.ts";
import { mapPath, routingPath } from "./target-path.ts";
import { upgradeProtocols } from "./upgrade.ts";

/** What is done about a request. */
export type Decision =
  | { readonly kind: "forward"; readonly outgoing: OutgoingRequest }
  | { readonly kind: "refuse"; readonly refusal: RefusalName }
  /** Answered here, without content; fields are names and values in turn. */
  | { readonly kind: "answer"; readonly status: number; readonly fields: readonly string[] };

/**
 * Checks a request, picks its route and builds what is sent on. Nothing is read from the network and nothing is written.
 *
 * @param mayUpgrade whether its connection can become a tunnel
 */
export function decide(request: IncomingMessage, mayUpgrade: boolean, site: Site): Decision {
  const head = readRequestHead(request, site.pseudonym, site.limits);
  if (typeof head === "string") return refuse(head);
  if (mayUpgrade && head.hasContent) return refuse("upgrade-with-content");
  if (isForUs(head)) return { kind: "answer", status: 200, fields: ALLOW };

  const { host, port } = head.authority ?? site.defaultAuthority;
  const pick = site.routes.pick(host, port, routingPath(head.path));
  if (!pick.found) return refuse(pick.isHostKnown ? "unknown-path" : "unknown-host");
  const { place, value: route } = pick;
  if (route.upstream.isFull) return refuse("overload");

  const mapped = mapPath(head.path, place, route.internal);
  if (mapped.kind === "refuse") return refuse("invalid-target");
  if (mapped.kind === "redirect") return { kind: "answer", status: 308, fields: ["Location", mapped.location] };
  const routed = {
    head,
    route,
    place,
    path: mapped.path,
    address: request.socket.remoteAddress,
    upgrade: mayUpgrade ? upgradeProtocols(request.headers) : undefined,
  };
  return { kind: "forward", outgoing: outgoingRequest(routed, site) };
}

function refuse(refusal: RefusalName): Decision {
  return { kind: "refuse", refusal };
}
