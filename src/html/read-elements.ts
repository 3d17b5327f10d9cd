import { TEXT_ELEMENTS } from "./content/embedded.ts";

/** Elements that matter whatever their attributes hold: for their text, for what follows, or for a digest. */
export const READ_ELEMENTS: readonly string[] = ["base", "link", "meta", ...TEXT_ELEMENTS];
