import { withReferences } from "../../html/references.ts";
import { url } from "../../values/url.ts";
import { shifted, type ValueRewriter } from "../../values/value.ts";

const HREF = /^<\?xml-stylesheet\s(?:.*\s)?href\s*=\s*(["'])/s;

/** The `href` of `<?xml-stylesheet href="…"?>`; any other processing instruction stays (https://www.w3.org/TR/xml-stylesheet/). */
export const xmlStylesheet: ValueRewriter = (instruction, scope, splice) => {
  const href = HREF.exec(instruction);
  if (!href) return;
  const quote = href[1] as '"' | "'";
  const start = href[0].length;
  const end = instruction.indexOf(quote, start);
  withReferences(instruction.slice(start, end), quote, shifted(splice, start), (value, spliceValue) =>
    url(value, scope, spliceValue),
  );
};
