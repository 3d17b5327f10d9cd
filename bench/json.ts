import { writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";

/** Writes figures, with the environment that they depend on. */
export async function writeJson(file: string | undefined, figures: object): Promise<void> {
  if (file === undefined) return;
  const machine = { platform: `${process.platform} ${process.arch}`, cores: availableParallelism() };
  const taken = new Date().toISOString();
  await writeFile(file, `${JSON.stringify({ taken, machine, node: process.version, ...figures }, null, 2)}\n`);
}
