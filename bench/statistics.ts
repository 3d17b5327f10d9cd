/** The summary of several measurements of one value. */
export interface Summary {
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
}

/** @param values at least one, in any order */
export function summary(values: readonly number[]): Summary {
  const sorted = values.toSorted((a, b) => a - b);
  return { median: percentile(sorted, 50), lowest: sorted[0]!, highest: sorted.at(-1)! };
}

export function median(values: readonly number[]): number {
  return summary(values).median;
}

/**
 * The value below which `percent` of the values lie, interpolated between the two nearest.
 *
 * @param sorted at least one, ascending
 */
export function percentile(sorted: readonly number[], percent: number): number {
  const rank = ((sorted.length - 1) * percent) / 100;
  const below = sorted[Math.floor(rank)]!;
  const above = sorted[Math.ceil(rank)]!;
  return below + (above - below) * (rank - Math.floor(rank));
}
