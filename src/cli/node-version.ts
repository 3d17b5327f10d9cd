import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { EXIT_FAILURE, EXIT_USAGE } from "./exit-codes.ts";
import type { Io } from "./io.ts";

const PACKAGE = new URL("../../package.json", import.meta.url);
/** Comes with the development dependencies, so a checkout has it. */
const NODE_OF_CHECKOUT = fileURLToPath(new URL("../../node_modules/.bin/node", import.meta.url));

const FORWARDED = ["SIGTERM", "SIGINT", "SIGHUP"] as const;

/** Whether package.json asks for a later Node than `version`, such as 20.20.2. */
export function isTooOld(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [neededMajor = 0, neededMinor = 0] = neededVersion().split(".").map(Number);
  return major < neededMajor || (major === neededMajor && minor < neededMinor);
}

/**
 * Runs the program by the Node of the checkout, in place of one that is too old.
 *
 * @param argv the program's file and its arguments
 * @returns the exit code
 */
export async function runByOtherNode(argv: readonly string[], io: Io, node = NODE_OF_CHECKOUT): Promise<number> {
  if (!existsSync(node)) {
    io.stderr.write(`reorigin: Cannot run by Node ${process.versions.node}: ${neededVersion()} or later is needed\n`);
    return EXIT_USAGE;
  }
  const child = spawn(node, argv, { stdio: "inherit" });
  // The child may have been sent it as well: see untilStopped.
  for (const signal of FORWARDED) io.on(signal, () => child.kill(signal));
  const [code] = await once(child, "close");
  return code ?? EXIT_FAILURE;
}

function neededVersion(): string {
  const { engines } = JSON.parse(readFileSync(PACKAGE, "utf8")) as { engines: { node: string } };
  return engines.node.slice(">=".length);
}
