import { bunHtmlRewriter } from "./bun-html-rewriter.ts";
import { URL_ATTRIBUTES } from "./references.ts";

export const prepare = bunHtmlRewriter(Object.keys(URL_ATTRIBUTES));
