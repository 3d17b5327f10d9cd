import { isDeepStrictEqual } from "node:util";
import type { BalanceName, EjectionOptions } from "../config/config.ts";

/** How the servers of a group share the requests. */
export interface ServerPolicy {
  balance?: BalanceName;
  /** The name of the cookie. */
  sticky?: string;
  ejection?: EjectionRule | "off";
}

type EjectionRule = Partial<Pick<EjectionOptions, "failures" | "durationMs">>;

/** The cookie that replaces other ways to recognize clients, such as their addresses. */
const OWN_COOKIE = "reorigin_server";
const KEPT = `clients are kept at a server by a cookie, ${OWN_COOKIE}`;

/** @returns the note about it */
export function makeSticky(policy: ServerPolicy): string {
  policy.sticky = OWN_COOKIE;
  return KEPT;
}

/**
 * Adopts the rule for taking a server out; 0 means never. A group has one rule: that of the first server that has one.
 *
 * @returns whether the group's rule now includes this one
 */
export function ejectAfter(policy: ServerPolicy, rule: EjectionRule): boolean {
  const isNever = Object.values(rule).includes(0);
  const before = policy.ejection ?? (isNever ? "off" : {});
  policy.ejection = before === "off" || isNever ? before : { ...rule, ...before };
  return isNever ? before === "off" : isDeepStrictEqual(policy.ejection, { ...Object(before), ...rule });
}

/** Parses a time of nginx or Apache: `30`, `30s`, `500ms`, `1m`; undefined for anything else. */
export function milliseconds(text: string): number | undefined {
  const [, digits, unit = "s"] = /^(\d+)(ms|s|m|h)?$/.exec(text) ?? [];
  return digits === undefined ? undefined : Number(digits) * UNITS_MS[unit as keyof typeof UNITS_MS];
}

const UNITS_MS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const;
