import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { CLI } from "./proxy.ts";

const OUTPUT_BYTES = 64 * 1024 * 1024;
const run = promisify(execFile);

/**
 * Asserts that `reorigin explain` finds no internal name left in the answers to URLs.
 *
 * @param folder where a configuration file is written; it is there
 * @param route as the configuration file has it
 * @param cookie what the requests carry
 */
export async function assertNoLeak(
  folder: string,
  route: object,
  urls: readonly string[],
  cookie: string,
): Promise<void> {
  const configuration = join(folder, "explained.json");
  await writeFile(configuration, JSON.stringify({ routes: [route] }));
  const options = ["--fail-on-leak", "--config", configuration, "--header", `Cookie: ${cookie}`];
  for (const url of urls) {
    const { stdout } = await run(process.execPath, [CLI, "explain", ...options, url], { maxBuffer: OUTPUT_BYTES });
    assert.match(stdout, / 200\n.*: rewritten\n/, url);
  }
}
