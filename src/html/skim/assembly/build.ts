import { writeFileSync } from "node:fs";
import { compileSkim } from "./compile.ts";

writeFileSync(new URL("../skim-module.ts", import.meta.url), await compileSkim());
