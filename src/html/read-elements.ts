import { TEXT_ELEMENTS } from "./content/embedded.ts";

/** Elements that are always read: for their text, for a digest, or because they affect what follows. */
export const READ_ELEMENTS: readonly string[] = ["base", "link", "meta", ...TEXT_ELEMENTS];
