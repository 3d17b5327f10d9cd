import type { Explanation } from "../explanation.ts";
import { LEFT_REASONS } from "../reasons.ts";
import { counts, isConcerned } from "./summary.ts";

/** An explanation for programs. Findings that stay also have the reason in words. */
export function jsonReport(explanation: Explanation, isComplete: boolean): string {
  const shown = isComplete ? explanation.findings : explanation.findings.filter(isConcerned);
  const findings = shown.map((finding) => ({ ...finding, ...(finding.left && { why: LEFT_REASONS[finding.left] }) }));
  return `${JSON.stringify({ ...explanation, counts: counts(explanation), findings }, undefined, 2)}\n`;
}
