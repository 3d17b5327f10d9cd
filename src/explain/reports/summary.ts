import type { Explanation } from "../explanation.ts";
import type { Finding } from "../findings/finding.ts";
import { UNCONCERNED } from "../reasons.ts";

export interface Counts {
  readonly moved: number;
  /** Findings that stay although they have to do with the map, leaks included. */
  readonly left: number;
  /** Names of internal hosts that the client sees. */
  readonly leaks: number;
  /** Findings unrelated to the map. */
  readonly others: number;
}

export function counts({ findings }: Explanation): Counts {
  const count = (is: (finding: Finding) => boolean) => findings.filter(is).length;
  return {
    moved: count(({ became }) => became !== undefined),
    left: count((finding) => finding.became === undefined && isConcerned(finding)),
    leaks: count(({ isLeak }) => isLeak),
    others: count((finding) => !isConcerned(finding)),
  };
}

/** Whether a finding names or leads to a place of the map. */
export function isConcerned({ left, isLeak }: Finding): boolean {
  return isLeak || left === undefined || !UNCONCERNED.has(left);
}
