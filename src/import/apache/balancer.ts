import type { BalanceName } from "../../config/config.ts";
import { withoutCounterpartFor } from "../directives/read-directives.ts";
import { ejectAfter, makeSticky, milliseconds, type ServerPolicy } from "../server-policy.ts";

/** The methods of mod_proxy_balancer. */
const METHODS: Readonly<Record<string, BalanceName>> = {
  "lbmethod=byrequests": "round-robin",
  "lbmethod=bybusyness": "least-connections",
};

/**
 * Reads the parameters of a balancer.
 *
 * @returns a note about those that a route cannot express
 */
export function balancerParameters(policy: ServerPolicy, parameters: readonly string[]): string | undefined {
  const reasons: string[] = [];
  const unsaid = parameters.filter((parameter) => {
    const balance = METHODS[parameter.toLowerCase()];
    if (balance) policy.balance = balance;
    // The cookie of that name comes from the application, or from directives that are not imported.
    else if (/^stickysession=/i.test(parameter)) reasons.push(makeSticky(policy));
    else return !COVERED.test(parameter);
    return false;
  });
  const reason = withoutCounterpartFor(unsaid);
  return [...reasons, ...(reason ? [reason] : [])].join("; ") || undefined;
}

/** Parameters for what reorigin does anyway: it tries at most one other server. */
const COVERED = /^(?:nofailover=off|maxattempts=1|growth=\d+)$/i;

/** Whether a member's parameter says how long it is taken out. */
export function isRetry(parameter: string, policy: ServerPolicy): boolean {
  const durationMs = milliseconds(/^retry=(.*)$/i.exec(parameter)?.[1] ?? "");
  return durationMs !== undefined && ejectAfter(policy, { durationMs });
}
