import type { Explanation } from "../explanation.ts";
import type { Divergence } from "../findings/divergences.ts";
import type { Finding, Where } from "../findings/finding.ts";
import { LEFT_REASONS } from "../reasons.ts";
import { counts, isConcerned } from "./summary.ts";

export type Style = "bold" | "dim" | "green" | "red" | "yellow";

export interface ReportOptions {
  /** Whether findings unrelated to the map are shown, too. */
  readonly isComplete: boolean;
  /** Adds colours, if the output has any. */
  readonly paint: (style: Style, text: string) => string;
}

/** An explanation for people: target, table, summary. */
export function textReport(explanation: Explanation, { isComplete, paint }: ReportOptions): string {
  const { findings, divergences } = explanation;
  const shown = isComplete ? findings : findings.filter(isConcerned);
  return [
    heading(explanation, paint),
    shown.length > 0 ? table(shown, paint) : undefined,
    divergences && disagreement(divergences, paint),
    summary(explanation, isComplete),
  ]
    .filter((part) => part !== undefined)
    .join("\n\n")
    .concat("\n");
}

type Paint = ReportOptions["paint"];

function heading({ target, base, status, body, error }: Explanation, paint: Paint): string {
  const { type, charset, codings, outcome, overruns } = body;
  const what = [type || "no Content-Type", charset, ...codings].filter(Boolean).join(", ");
  const became = outcome === "rewritten" ? outcome : `passed unchanged: ${LEFT_REASONS[outcome]}`;
  return [
    paint("bold", `${printable(target)} ← ${printable(base)}${status === undefined ? "" : `  ${status}`}`),
    `${printable(what)}: ${outcome === "rewritten" ? became : paint("yellow", became)}`,
    overruns > 0
      ? paint("yellow", `${overruns} tokens passed unread: longer than limits.pendingTokenBytes`)
      : undefined,
    error === undefined ? undefined : paint("red", `broken off: ${error}`),
  ]
    .filter((line) => line !== undefined)
    .join("\n");
}

const COLUMNS = ["WHERE", "KIND", "FORM"] as const;
const WIDEST_COLUMN = 32;

function table(findings: readonly Finding[], paint: Paint): string {
  const rows = findings.map(({ where, kind, form }) => [whereOf(where), kind, form]);
  const widths = COLUMNS.map((name, column) =>
    Math.min(WIDEST_COLUMN, Math.max(name.length, ...rows.map((row) => (row[column] as string).length))),
  );
  const aligned = (row: readonly string[]) => row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join("  ");
  const lines = findings.flatMap((finding, i) => {
    const cells = aligned(rows[i] as string[]);
    const [first, ...more] = outcomeOf(finding, paint);
    return [`${cells}  ${first}`, ...more.map((line) => `${" ".repeat(cells.length)}  ${line}`)];
  });
  return [paint("bold", `${aligned(COLUMNS)}  FOUND`), ...lines].join("\n");
}

function whereOf({ field, line, column, element, attribute, path }: Where): string {
  if (field !== undefined) return printable(field);
  const place = attribute === undefined ? (element ?? path ?? "") : `${element} ${attribute}`;
  return `${line}:${column} ${clipped(printable(place), WIDEST_COLUMN - 10)}`.trimEnd();
}

/** One line if that is short enough. */
function outcomeOf(finding: Finding, paint: Paint): string[] {
  const found = clipped(printable(finding.was), LONGEST_TEXT);
  const [style, outcome] = outcomeText(finding);
  if (found.length + outcome.length <= LONGEST_LINE) return [`${found} ${paint(style, outcome)}`];
  return [found, paint(style, outcome)];
}

function outcomeText({ became, left, isLeak }: Finding): [Style, string] {
  const leak = isLeak ? " ! an internal name is left" : "";
  if (became === "") return ["green", "→ (removed)"];
  if (became !== undefined) return [isLeak ? "red" : "green", `→ ${clipped(printable(became), LONGEST_TEXT)}${leak}`];
  const why = left === undefined ? "" : LEFT_REASONS[left];
  return isLeak ? ["red", `! left: ${why}`] : ["dim", `= ${why}`];
}

function disagreement(divergences: readonly Divergence[], paint: Paint): string {
  if (divergences.length === 0) return "Both engines agree.";
  const rows = divergences.map(({ where, was, became }) => {
    const outcomes = Object.entries(became).map(
      ([engine, text]) => `${engine} → ${clipped(printable(text), LONGEST_TEXT)}`,
    );
    return `${whereOf(where)}  ${clipped(printable(was), LONGEST_TEXT)}  ${outcomes.join(", ")}`;
  });
  return [paint("yellow", `Places that the engines read differently: ${divergences.length}`), ...rows].join("\n");
}

function summary(explanation: Explanation, isComplete: boolean): string {
  const { moved, left, leaks, others } = counts(explanation);
  const told = `moved: ${moved}; left: ${left}; internal names left: ${leaks}`;
  return others === 0 || isComplete ? told : `${told}; unrelated: ${others} (--all shows them)`;
}

const LONGEST_TEXT = 200;
const LONGEST_LINE = 90;

function clipped(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}

/** Escapes control characters, which could move a terminal's cursor. */
function printable(text: string): string {
  return text.replace(/[\0-\x1f\x7f-\x9f\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
