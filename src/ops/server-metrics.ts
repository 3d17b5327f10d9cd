import type { ServerState } from "../upstream/origin-server.ts";
import { gauges, type MetricFamily } from "./prometheus.ts";

/** Metrics of the applications' servers, summed over processes. Each process decides by itself which server is out. */
export function serverFamilies(servers: readonly ServerState[]): MetricFamily[] {
  const values = (value: (server: ServerState) => number) =>
    servers.map((server) => [server.origin, value(server)] as const);
  return [
    gauges(
      ["reorigin_upstream_out", "Processes that pass a server over."],
      "upstream",
      values(({ isIn }) => (isIn ? 0 : 1)),
    ),
    gauges(
      ["reorigin_upstream_requests_in_flight", "Requests that a server has not answered yet, or that wait for it."],
      "upstream",
      values(({ inFlight }) => inFlight),
    ),
  ];
}
