import { fileURLToPath } from "node:url";
import type { Command, Setup } from "./compared-proxy.ts";

/** The command for a program in `programs/`. Its first argument is the setup, as JSON. */
export function program(name: string, setup: Partial<Setup>, runtime = process.execPath): Command {
  const file = fileURLToPath(new URL(`programs/${name}.ts`, import.meta.url));
  return { program: runtime, args: [file, JSON.stringify(setup)] };
}
