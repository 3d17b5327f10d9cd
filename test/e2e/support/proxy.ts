import { fileURLToPath } from "node:url";
import { type Child, startChild } from "./child.ts";

export const CLI = fileURLToPath(new URL("../../../dist/cli.js", import.meta.url));

export interface RunningProxy {
  /** Its public URL, as it says itself. */
  readonly publicUrl: string;
  readonly process: Child;
}

/** Starts `reorigin serve` as a user does, on a free loopback port. */
export async function startProxy(internal: string, upstream: string, ...options: string[]): Promise<RunningProxy> {
  const args = [CLI, "serve", internal, "--upstream", upstream, "--listen", "127.0.0.1:0", ...options];
  const process = await startChild(globalThis.process.execPath, args, { ready: /(http:\/\/127\.0\.0\.1:\d+\S*)/ });
  return { publicUrl: process.ready[1]!, process };
}
