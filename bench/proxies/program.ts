import { fileURLToPath } from "node:url";
import type { Command, Setup } from "./compared-proxy.ts";

/** How a program of the folder beside this file is started; it finds the setup as JSON in its first argument. */
export function program(name: string, setup: Partial<Setup>, runtime = process.execPath): Command {
  const file = fileURLToPath(new URL(`programs/${name}.ts`, import.meta.url));
  return { program: runtime, args: [file, JSON.stringify(setup)] };
}
