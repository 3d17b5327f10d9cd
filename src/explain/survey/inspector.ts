import type { Syntax } from "../../body/media-types.ts";
import type { HtmlContext } from "../../html/context.ts";
import type { Survey } from "./survey.ts";

/**
 * Reads a whole text as its rewriter would read it piece by piece, and records it in the survey.
 *
 * @param context its scope is traced by the survey
 * @param offset of the text in the document
 */
export type Inspector = (text: string, context: HtmlContext, survey: Survey, offset: number) => void;

export type InspectorOf = (syntax: Syntax) => Inspector;
