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
  /** As it came, without its codings. */
  readonly bytes: Uint8Array;
  readonly settings: DocumentSettings;
  /** As the client got it, without its codings. */
  readonly output: Uint8Array;
  /** Why it passed as it was nevertheless, if it did. */
  readonly passReason: PassReason | undefined;
}

export interface ExplainedBody {
  /** Undefined for one that was not read. */
  readonly charset?: string | undefined;
  readonly findings: readonly Finding[];
  readonly divergences?: readonly Divergence[] | undefined;
}

/** @param verifyWith an engine that reads the document, too, if it is HTML */
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

/** What was read as a whole here may have been too long to be kept where it came in pieces. */
function untold(findings: readonly Finding[], told: readonly Finding[]): Finding[] {
  const known = new Set(told.filter(({ isLeak }) => isLeak).map(({ was }) => was));
  return findings.filter(({ was }) => !known.has(was));
}

/** The view of a text that its rewriter has; undefined when it cannot be read. */
function textIn(bytes: Uint8Array, charset: string): string | undefined {
  const view = textViewOf(charset);
  const text = view?.decode(bytes);
  return view?.isBroken ? undefined : text;
}
