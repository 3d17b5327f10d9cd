import { readFileSync } from "node:fs";
import asc from "assemblyscript/asc";

const SOURCE = "skim.ts";
const OUTPUT = "skim.wasm";
const OPTIONS = "-O3 --converge --runtime stub --enable simd --importMemory --noExportMemory".split(" ");

/**
 * Compiles skim.ts with its imports.
 *
 * @returns the text of skim-module.ts
 */
export async function compileSkim(): Promise<string> {
  let module: Uint8Array | undefined;
  const { error, stderr } = await asc.main([SOURCE, "--outFile", OUTPUT, ...OPTIONS], {
    readFile: (name) => (OWN_FILE.test(name) ? readFileSync(new URL(name, import.meta.url), "utf8") : null),
    writeFile: (name, content) => {
      if (name === OUTPUT) module = content as Uint8Array;
    },
    listFiles: () => [],
  });
  if (error || !module) throw new Error(`Cannot compile ${SOURCE}: ${stderr}`);
  const base64 = Buffer.from(module).toString("base64");
  return `/** assembly/skim.ts, compiled: by \`npm run build:skim\`. */\nexport const SKIM_MODULE: string =\n  "${base64}";\n`;
}

const OWN_FILE = /^[a-z-]+\.ts$/;
