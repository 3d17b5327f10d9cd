import type { EngineName } from "../../options.ts";
import type { Finding, Where } from "./finding.ts";

/** A place that two engines read differently, with different output. */
export interface Divergence {
  readonly where: Where;
  readonly was: string;
  /** Each engine's replacement. An engine that changes nothing has no entry. */
  readonly became: Readonly<Partial<Record<EngineName, string>>>;
}

/** One engine's findings in a document. */
export interface Reading {
  readonly engine: EngineName;
  readonly findings: readonly Finding[];
}

/** Where two readings of a document differ in what moves, in document order. */
export function divergences(one: Reading, other: Reading): Divergence[] {
  const moved = new Map<string, Divergence>();
  for (const { engine, findings } of [one, other]) {
    for (const { where, was, became } of findings) {
      if (became === undefined) continue;
      const key = `${where.line}:${where.column} ${was}`;
      const told = moved.get(key) ?? { where, was, became: {} };
      moved.set(key, { ...told, became: { ...told.became, [engine]: became } });
    }
  }
  return [...moved.values()]
    .filter(({ became }) => became[one.engine] !== became[other.engine])
    .sort(({ where: a }, { where: b }) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
}
