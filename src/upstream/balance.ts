import type { BalanceName } from "../config/config.ts";
import type { Server } from "./server.ts";

/**
 * Which of some servers takes a request.
 *
 * @param servers at least one
 * @param turn grows by one with each request
 */
export type Balance = (servers: readonly Server[], turn: number) => Server;

export const BALANCES = {
  "round-robin": inTurn,
  "least-connections": (servers, turn) => {
    const least = Math.min(...servers.map(({ inFlight }) => inFlight));
    return inTurn(
      servers.filter(({ inFlight }) => inFlight === least),
      turn,
    );
  },
} as const satisfies Record<BalanceName, Balance>;

function inTurn(servers: readonly Server[], turn: number): Server {
  return servers[turn % servers.length] as Server;
}
