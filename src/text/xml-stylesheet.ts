import { url } from "../values/url.ts";
import { shifted, type ValueRewriter } from "../values/value.ts";
import { escaped, XML_ESCAPES } from "./escapes.ts";

const INSTRUCTION = /<\?xml-stylesheet\s(?:[^?]|\?(?!>))*\?>/g;
const HREF = /(?<=\shref\s{0,16}=\s{0,16}(["']))(?:(?!\1).)*/s;

const href = escaped(XML_ESCAPES, url);

/** The `href` of every `<?xml-stylesheet?>` in a document's prolog (https://www.w3.org/TR/xml-stylesheet/). */
export const xmlStylesheets: ValueRewriter = (prolog, scope, splice) => {
  for (const { 0: instruction, index } of prolog.matchAll(INSTRUCTION)) {
    const found = HREF.exec(instruction);
    if (found) href(found[0], scope, shifted(splice, index + found.index));
  }
};
