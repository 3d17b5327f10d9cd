import type { ServerState } from "../upstream/origin-server.ts";
import type { Site } from "./site.ts";

/**
 * The servers of a site, each once, by their origins. What is still under way from earlier sites counts, but not what those
 * took a server for.
 */
export function serverStates(site: Site, former: Iterable<Site>): ServerState[] {
  const states = new Map<string, ServerState>();
  for (const server of serversOf(site)) add(states, server);
  for (const { origin, inFlight } of [...former].flatMap(serversOf)) add(states, { origin, isIn: true, inFlight });
  return [...states.values()];
}

function serversOf({ upstreams }: Site): readonly ServerState[] {
  return upstreams.flatMap(({ servers }) => servers);
}

function add(states: Map<string, ServerState>, { origin, isIn, inFlight }: ServerState): void {
  const { isIn: wasIn, inFlight: others } = states.get(origin) ?? { isIn: true, inFlight: 0 };
  states.set(origin, { origin, isIn: isIn && wasIn, inFlight: inFlight + others });
}
