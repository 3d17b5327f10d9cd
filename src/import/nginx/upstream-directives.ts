import { withoutCounterpart, withoutCounterpartFor } from "../directives/read-directives.ts";
import { makeSticky, type ServerPolicy } from "../server-policy.ts";
import type { NginxHandler, NginxTable } from "./level.ts";
import type { NginxDirective } from "./parse-nginx.ts";

/** Directives about how an upstream's servers share requests. */
export const UPSTREAM_DIRECTIVES = {
  least_conn: ofUpstream((_, policy) => {
    policy.balance = "least-connections";
    return undefined;
  }),
  ip_hash: ofUpstream((_, policy) => makeSticky(policy)),
  sticky: ofUpstream((directive, policy) => {
    const [method, name, ...parameters] = directive.args;
    if (method !== "cookie" || name === undefined) return makeSticky(policy);
    policy.sticky = name;
    return withoutCounterpartFor(parameters.filter((parameter) => !COVERED.test(parameter)));
  }),
} as const satisfies NginxTable;

/** Cookie attributes that reorigin chooses itself. */
const COVERED = /^(?:httponly|secure|samesite=lax|path=.*)$/i;

function ofUpstream(take: (directive: NginxDirective, policy: ServerPolicy) => string | undefined): NginxHandler {
  return (directive, { upstream }) => (upstream ? take(directive, upstream.policy) : withoutCounterpart(directive));
}
