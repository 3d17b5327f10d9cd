import type { Prepare } from "./engine.ts";
import { reorigin } from "./reorigin.ts";

export const prepare: Prepare = reorigin("htmlparser2");
