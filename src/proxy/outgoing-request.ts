import type { Place } from "../url/place.ts";
import { countHop } from "./max-forwards.ts";
import { mapRequestFields } from "./ports.ts";
import type { RequestHead } from "./request-head.ts";
import type { ProxyRoute, Site } from "./site.ts";

/** A request as it is sent on, built anew: what came stays as it was. */
export interface OutgoingRequest {
  readonly route: ProxyRoute;
  readonly method: string;
  /** Path and query on the internal side, beginning with "/". */
  readonly path: string;
  /** Names and values in turn. */
  readonly headers: string[];
  readonly hasContent: boolean;
  /** The Upgrade field of a request that may become a tunnel; undefined for none. */
  readonly upgrade: string | undefined;
}

export interface RoutedRequest {
  readonly head: RequestHead;
  readonly route: ProxyRoute;
  /** The one of the route's public places that the request came by. */
  readonly place: Place;
  /** Path and query on the internal side. */
  readonly path: string;
  readonly upgrade: string | undefined;
}

export function outgoingRequest({ head, route, path, upgrade }: RoutedRequest, site: Site): OutgoingRequest {
  const headers = mapRequestFields(countHop(head.method, head.fields), {
    host: `${route.internal.host}:${route.internal.port}`,
    via: `1.1 ${site.pseudonym}`,
  });
  return { route, method: head.method, path, headers, hasContent: head.hasContent, upgrade };
}
