import { fileURLToPath } from "node:url";
import { type Child, startChild } from "./child.ts";

export const CLI = fileURLToPath(new URL("../../../dist/cli.js", import.meta.url));

export interface RunningProxy {
  /** Its public URL, as it says itself. */
  readonly publicUrl: string;
  readonly process: Child;
}

/** Starts `reorigin serve` as a user does; resolves once it listens. */
export async function startProxy(...args: string[]): Promise<RunningProxy> {
  const ready = /^reorigin: (http:\S+) →/m;
  const process = await startChild(globalThis.process.execPath, [CLI, "serve", ...args], { ready });
  return { publicUrl: process.ready[1]!, process };
}
