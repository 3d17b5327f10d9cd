import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";

const directory = mkdtempSync(join(tmpdir(), "reorigin-"));
after(() => rmSync(directory, { recursive: true }));

/** @returns where the file is; it goes away after the tests */
export function written(name: string, content: string): string {
  const file = join(directory, name);
  writeFileSync(file, content);
  return file;
}
