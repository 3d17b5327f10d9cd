import type { Note, Statement } from "./directives/statement.ts";
import type { ServerPolicy } from "./server-policy.ts";

/** A named group of servers: an nginx upstream or an Apache balancer. */
export interface ServerGroup {
  readonly statement: Statement;
  readonly servers: string[];
  readonly policy: ServerPolicy;
  /** Whether any target names it. */
  isUsed: boolean;
}

export function newServerGroup({ line, text }: Statement): ServerGroup {
  return { statement: { line, text }, servers: [], policy: {}, isUsed: false };
}

/** Notes about groups that no target names. */
export function unusedGroups(groups: Iterable<ServerGroup>): Note[] {
  return [...groups].flatMap(({ statement, isUsed }) =>
    isUsed ? [] : { ...statement, reason: "nothing leads to it" },
  );
}
