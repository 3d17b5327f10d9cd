import { parseArgs } from "node:util";
import { fuzz } from "./fuzz.ts";
import { TARGET_NAMES, type TargetName } from "./targets.ts";

/** `npm run fuzz -- [--seconds N] [--seed N] [--target NAME]... [--case N]`: fuzzes each target in turn. */
const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "60" },
    seed: { type: "string", default: String(Date.now() % 1e6) },
    target: { type: "string", multiple: true, default: [...TARGET_NAMES] },
    case: { type: "string", default: "0" },
  },
});

const seed = Number(values.seed);
const names = values.target as readonly TargetName[];
console.log(`seed ${seed}, ${values.seconds} s for ${names.length} targets`);
for (const name of names) {
  try {
    const count = await fuzz(name, { seed, seconds: Number(values.seconds) / names.length, from: Number(values.case) });
    console.log(`${name.padEnd(20)} ${count} cases`);
  } catch (error) {
    process.exitCode = 1;
    console.log((error as Error).message);
  }
}
