import { declaredBytes } from "../message/framing.ts";
import { isForUs } from "../message/max-forwards.ts";
import { readRequestHead } from "../message/request-head.ts";
import { upgradeProtocols } from "../message/upgrade.ts";
import { SHIM_PATH } from "../shim/shim.ts";
import { percentEncoded } from "../url/parsing/percent-encoded.ts";
import { holdsMonster, type MonsterGrammar } from "../url/virtual-host-monster.ts";
import { type Answer, type Refused, refuse } from "./answer.ts";
import type { Arrival } from "./arrival.ts";
import { ALLOW } from "./refusals.ts";
import { type OutgoingRequest, outgoingRequest } from "./routing/outgoing-request.ts";
import { type PublicTarget, publicTarget } from "./routing/public-target.ts";
import { mapPath, routingPath } from "./routing/target-path.ts";
import { shimResponse } from "./shim-response.ts";
import type { Site } from "./site.ts";

/** What to do with a request. */
export type Decision = { readonly kind: "forward"; readonly outgoing: OutgoingRequest } | Refused | Answer;

/** The request to decide on. */
type Asked = Pick<Arrival, "request" | "mayUpgrade">;

/**
 * Checks a request, picks its route and builds what is sent on. Nothing is read from the network and nothing is written.
 */
export function decide({ request, mayUpgrade = false }: Asked, site: Site): Decision {
  const head = readRequestHead(request, site.pseudonym, site.limits);
  if (typeof head === "string") return refuse(head);
  const { contentBytes } = site.limits;
  if (contentBytes > 0 && declaredBytes(request.headers) > contentBytes) return refuse("content-too-large");
  if (mayUpgrade && head.hasContent) return refuse("upgrade-with-content");
  if (isForUs(head)) return { kind: "answer", status: 200, fields: ALLOW };

  const { socket } = request;
  const isTrusted = site.trusted.has(socket.remoteAddress);
  const target = publicTarget(head, { isTrusted, isTls: "encrypted" in socket }, site);
  if (typeof target === "string") return refuse(target);
  if ("meant" in target) return redirect(307, target.meant, BY_REFERER);
  const { route, entrance, path } = target;
  if (route.shim && routingPath(path) === entrance.configured.path + SHIM_PATH) {
    return shimResponse({ ...head, path }, route.shim.script(entrance));
  }
  const { obstacle } = route.upstream;
  if (obstacle) return refuse(obstacle);
  if (route.monster && !canTell(target, route.monster)) return refuse("invalid-target");

  const internal = route.internal ?? entrance.seen;
  const mapped = mapPath(path, entrance.configured, internal);
  if (mapped.kind === "refuse") return refuse("invalid-target");
  if (mapped.kind === "redirect") return redirect(308, mapped.location);
  const routed = {
    head,
    target,
    internal,
    path: mapped.path,
    peer: { address: socket.remoteAddress, isTrusted },
    upgrade: mayUpgrade ? upgradeProtocols(request) : undefined,
  };
  return { kind: "forward", outgoing: outgoingRequest(routed, site) };
}

/** A client's octets go back to it, so none of them may end what they stand in. */
function redirect(status: number, location: string, fields: readonly string[] = []): Answer {
  return { kind: "answer", status, fields: ["Location", percentEncoded(location), ...fields] };
}

/** 308 may be cached, and would then apply to pages of other mounts, too (RFC 9110 section 15.4.9). */
const BY_REFERER = ["Vary", "Referer", "Cache-Control", "no-store"];

/** Whether the application will read exactly the stated origin from the path. */
function canTell({ entrance, path }: PublicTarget, monster: MonsterGrammar): boolean {
  return monster.canExpress(entrance.seen.host) && !holdsMonster(routingPath(path), monster);
}
