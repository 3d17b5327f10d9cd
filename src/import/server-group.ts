import type { Note, Statement } from "./directives/statement.ts";
import type { ServerPolicy } from "./server-policy.ts";

/** Servers that a target names together: an upstream of nginx, a balancer of Apache. */
export interface ServerGroup {
  readonly statement: Statement;
  readonly servers: string[];
  readonly policy: ServerPolicy;
  /** Whether a target names it. */
  isUsed: boolean;
}

export function newServerGroup({ line, text }: Statement): ServerGroup {
  return { statement: { line, text }, servers: [], policy: {}, isUsed: false };
}

/** What to say about groups that nothing leads to. */
export function unusedGroups(groups: Iterable<ServerGroup>): Note[] {
  return [...groups].flatMap(({ statement, isUsed }) =>
    isUsed ? [] : { ...statement, reason: "nothing leads to it" },
  );
}
