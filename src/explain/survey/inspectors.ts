import type { Syntax } from "../../body/media-types.ts";
import { rewriteHtml } from "../../html/rewriter.ts";
import { DELIMITED_FORMATS, type DelimitedFormat } from "../../text/delimited-formats.ts";
import { rewriteXml } from "../../text/xml/rewriter.ts";
import { VALUES, type ValueKind } from "../../values/table.ts";
import { shifted } from "../../values/value.ts";
import { inspectJson } from "./inspect-json.ts";
import { inspectMarkup } from "./inspect-markup.ts";
import type { Inspector } from "./inspector.ts";

/** Syntax → its inspector. */
export const INSPECTORS: Readonly<Record<Syntax, Inspector>> = {
  html: inspectMarkup(rewriteHtml, (syntax) => INSPECTORS[syntax]),
  xml: inspectMarkup(rewriteXml, (syntax) => INSPECTORS[syntax]),
  stylesheet: valueInspector("stylesheet"),
  script: valueInspector("script"),
  text: valueInspector("text"),
  json: inspectJson("json"),
  hypermedia: inspectJson("hypermedia"),
  manifest: inspectJson("manifest"),
  importmap: inspectJson("importmap"),
  speculationrules: inspectJson("speculationrules"),
  openapi: inspectJson("openapi"),
  "source-map": inspectJson("source-map"),
  playlist: itemInspector("playlist"),
  "cache-manifest": itemInspector("cache-manifest"),
  folded: itemInspector("folded"),
  robots: itemInspector("robots"),
  "event-stream": itemInspector("event-stream"),
  ini: itemInspector("ini"),
  form: itemInspector("form"),
};

function valueInspector(kind: ValueKind): Inspector {
  return (text, { scope }, survey, offset) => VALUES[kind](text, scope, shifted(survey.splice, offset));
}

function itemInspector(format: DelimitedFormat): Inspector {
  const { delimiter, item } = DELIMITED_FORMATS[format];
  return (text, { scope }, survey, offset) => {
    let start = 0;
    for (const part of text.split(delimiter)) {
      item(part, scope, shifted(survey.splice, offset + start));
      start += part.length + 1;
    }
  };
}
