import { bunHtmlRewriter } from "./bun-html-rewriter.ts";
import { ALL_URL_ATTRIBUTES } from "./references.ts";

export const prepare = bunHtmlRewriter(ALL_URL_ATTRIBUTES);
