import { CONFIG_TARGETS } from "./config-targets.ts";
import { CONTENT_TARGETS } from "./content-targets.ts";
import { WIRE_TARGETS } from "./wire-targets.ts";

/** All that is fuzzed. */
export const TARGETS = { ...WIRE_TARGETS, ...CONTENT_TARGETS, ...CONFIG_TARGETS } as const;

export type TargetName = keyof typeof TARGETS;

export const TARGET_NAMES = Object.keys(TARGETS) as readonly TargetName[];
