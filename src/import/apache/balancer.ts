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
 * @returns what to say about those that a route cannot say
 */
export function balancerParameters(policy: ServerPolicy, parameters: readonly string[]): string | undefined {
  const reasons: string[] = [];
  const unsaid = parameters.filter((parameter) => {
    const balance = METHODS[parameter.toLowerCase()];
    if (balance) policy.balance = balance;
    // The cookie of that name is the application's, or made by directives that are not followed.
    else if (/^stickysession=/i.test(parameter)) reasons.push(makeSticky(policy));
    else return !COVERED.test(parameter);
    return false;
  });
  const reason = withoutCounterpartFor(unsaid);
  return [...reasons, ...(reason ? [reason] : [])].join("; ") || undefined;
}

/** How it is anyway: another server is asked at most once. */
const COVERED = /^(?:nofailover=off|maxattempts=1|growth=\d+)$/i;

/** Whether a parameter of a member tells how long it is passed over. */
export function isRetry(parameter: string, policy: ServerPolicy): boolean {
  const durationMs = milliseconds(/^retry=(.*)$/i.exec(parameter)?.[1] ?? "");
  return durationMs !== undefined && ejectAfter(policy, { durationMs });
}
