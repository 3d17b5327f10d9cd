import { NameSet } from "../../name-set.ts";
import { TEXT_ONLY_ELEMENTS } from "../../text-kinds.ts";

/** Tag names that change how the tokenizer reads on. */
export const SPECIAL_NAMES: NameSet = new NameSet([...TEXT_ONLY_ELEMENTS, "svg", "math"]);
