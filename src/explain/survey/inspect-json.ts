import type { JsonPath } from "../../text/json/path.ts";
import { JsonScanner } from "../../text/json/scanner.ts";
import { JsonStrings } from "../../text/json/strings.ts";
import type { JsonKind, JsonVocabularyName } from "../../text/json/vocabularies.ts";
import { VALUES } from "../../values/table.ts";
import { shifted, type ValueRewriter } from "../../values/value.ts";
import type { Inspector } from "./inspector.ts";

/** Reads strings that the vocabulary knows as `JsonRewriter` does, and everything between them as text. */
export function inspectJson(vocabulary: JsonVocabularyName): Inspector {
  return (text, context, survey, offset) => {
    const strings = new JsonStrings(context, vocabulary);
    let cursor = 0;
    let string: {
      readonly start: number;
      readonly kind: JsonKind | undefined;
      readonly rewriter: ValueRewriter | undefined;
    };
    const read = (rewriter: ValueRewriter, end: number) => {
      rewriter(text.slice(cursor, end), context.scope, shifted(survey.splice, offset + cursor));
      cursor = end;
    };
    const scanner = new JsonScanner({
      stringStart: (start, path) => {
        const kind = strings.kindAt(path);
        string = { start, kind, rewriter: kind && strings.rewriterOf(kind, path) };
        if (string.rewriter) read(VALUES.text, start);
      },
      stringEnd: (end, path) => {
        const { start, kind = "text", rewriter } = string;
        survey.stretches.push({
          start: offset + start,
          end: offset + end,
          element: "",
          path: nameOf(path),
          treatment: kind,
        });
        strings.follow(path);
        if (rewriter) read(end - start > context.pendingTokenBytes ? VALUES.text : rewriter, end);
      },
    });
    scanner.write(text);
    read(VALUES.text, text.length);
  };
}

/** The names of a path, outermost first: `icons.src`. */
function nameOf(path: JsonPath): string {
  return Array.from({ length: path.length }, (_, i) => path.name(path.length - 1 - i)).join(".");
}
