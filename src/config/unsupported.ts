import type { Problem } from "./problem.ts";
import { select } from "./select.ts";

/**
 * What a configuration may say but the program does not do yet: option → what is asked for, or undefined when nothing is.
 * Such a configuration is refused, never half obeyed. Who builds a feature removes its row.
 */
const UNSUPPORTED = {
  workers: (value) => (value === "auto" || isSeveral(value) ? "more than one worker" : undefined),
} as const satisfies Record<string, (value: unknown) => string | undefined>;

export function checkSupport(options: unknown): Problem[] {
  return Object.entries(UNSUPPORTED).flatMap(([pattern, featureOf]) =>
    select(options, pattern).flatMap(({ path, value }) => {
      const feature = featureOf(value);
      return feature ? { path, isKey: true, message: `${feature} is not supported yet` } : [];
    }),
  );
}

function isSeveral(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) > 1;
}
