import type { Explanation } from "../explanation.ts";
import type { Finding } from "../findings/finding.ts";
import { UNCONCERNED } from "../reasons.ts";

export interface Counts {
  readonly moved: number;
  /** Of what has to do with the map, leaks included. */
  readonly left: number;
  /** Names of internal hosts that the client gets to see. */
  readonly leaks: number;
  /** What has nothing to do with the map. */
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
