import { findCharset } from "../body/charsets/charset.ts";
import { textViewOf } from "../body/charsets/text-views.ts";
import type { DocumentHead, DocumentSettings } from "../body/document-rewriter.ts";
import type { PassReason } from "../body/plan.ts";
import type { EngineName } from "../options.ts";
import { bodyFindings } from "./findings/body-findings.ts";
import { type Divergence, divergences } from "./findings/divergences.ts";
import type { Finding } from "./findings/finding.ts";
import { unreadFindings } from "./findings/unread-findings.ts";
import { changed, surveyDocument } from "./survey/survey-document.ts";

/** A body that is rewritten. */
export interface RewrittenBody {
  readonly head: DocumentHead;
  /** As received, decoded. */
  readonly bytes: Uint8Array;
  readonly settings: DocumentSettings;
  /** As the client received it, decoded. */
  readonly output: Uint8Array;
  /** Why it passed unchanged after all, if it did. */
  readonly passReason: PassReason | undefined;
}

export interface ExplainedBody {
  /** Undefined if the body was not read. */
  readonly charset?: string | undefined;
  readonly findings: readonly Finding[];
  readonly divergences?: readonly Divergence[] | undefined;
}

/** @param verifyWith a second engine to read HTML with and compare */
export function explainBody(body: RewrittenBody, verifyWith?: EngineName): ExplainedBody {
  const { head, bytes, settings, output, passReason } = body;
  const { map } = settings.scope;
  const charset = findCharset(bytes, { label: head.label, format: head.document.format }, true) as string;
  const text = passReason ? undefined : textIn(bytes, charset);
  if (text === undefined) return { charset, findings: unreadFindings(output, map, passReason ?? "charset") };

  const { syntax } = head.document;
  const survey = surveyDocument(text, syntax, settings);
  const told = bodyFindings(text, survey, map);
  const isAsTold = textIn(output, charset) === changed(text, survey);
  const findings = isAsTold ? told : [...told, ...untold(unreadFindings(output, map, "unread"), told)];
  if (verifyWith === undefined || syntax !== "html") return { charset, findings };
  const options = { ...settings.options, engine: verifyWith };
  const other = bodyFindings(text, surveyDocument(text, syntax, { ...settings, options }), map);
  const one = { engine: settings.options.engine, findings: told };
  return { charset, findings, divergences: divergences(one, { engine: verifyWith, findings: other }) };
}

/** Leaks that the survey missed. It reads tokens whole that may have been too long for the streaming rewriter. */
function untold(findings: readonly Finding[], told: readonly Finding[]): Finding[] {
  const known = new Set(told.filter(({ isLeak }) => isLeak).map(({ was }) => was));
  return findings.filter(({ was }) => !known.has(was));
}

/** The text as its rewriter sees it; undefined if its charset cannot be read. */
function textIn(bytes: Uint8Array, charset: string): string | undefined {
  const view = textViewOf(charset);
  const text = view?.decode(bytes);
  return view?.isBroken ? undefined : text;
}
