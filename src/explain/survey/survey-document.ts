import { type DocumentSettings, documentContext } from "../../body/document-rewriter.ts";
import type { Syntax } from "../../body/media-types.ts";
import { spliced } from "../../splice.ts";
import { INSPECTORS } from "./inspectors.ts";
import { Survey } from "./survey.ts";

/**
 * Surveys a whole document.
 *
 * @param text in a latin1 view
 * @param settings those of its rewriter. Their scope is not modified.
 */
export function surveyDocument(text: string, syntax: Syntax, settings: DocumentSettings): Survey {
  const survey = new Survey();
  const isMarkup = syntax === "html" || syntax === "xml";
  const plain = settings.options.text ? "text" : "off";
  survey.stretches.push({ start: 0, end: text.length, element: "", treatment: isMarkup ? plain : syntax });
  const scope = settings.scope.traced(survey);
  INSPECTORS[syntax](
    text,
    documentContext({ ...settings, scope }, () => {}),
    survey,
    0,
  );
  return survey;
}

/** The document with the survey's changes, which is the rewriter's output. */
export function changed(text: string, { changes }: Survey): string {
  return spliced(text, (splice) => {
    for (const { start, end, replacement } of changes) splice(start, end, replacement);
  });
}
