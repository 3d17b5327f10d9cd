import { TEXT_ONLY_ELEMENTS } from "../../content/text-kinds.ts";
import { NameSet } from "../../name-set.ts";

/** Tag names that change the state of the tokenizer. */
export const SPECIAL_NAMES: NameSet = new NameSet([...TEXT_ONLY_ELEMENTS, "svg", "math"]);
