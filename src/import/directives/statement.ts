import { ReoriginError } from "../../errors.ts";

/** A statement of the old configuration. */
export interface Statement {
  /** From 1. */
  readonly line: number;
  /** The statement's text, on one line. */
  readonly text: string;
}

/** A directive. A section is a directive with a block. */
export interface Directive<Self> extends Statement {
  readonly name: string;
  readonly block?: readonly Self[];
}

/** A statement that no route expresses, and why. */
export interface Note extends Statement {
  readonly reason: string;
}

/** An invalid line. */
export interface Problem {
  readonly line: number;
  readonly message: string;
}

/** How deeply sections or lists may be nested. */
export const MAX_DEPTH = 100;

export const NO_COUNTERPART = "no counterpart";
export const NO_PREFIX = "no path prefix says this";

/** A statement's text for comments and messages. */
export function excerpt(text: string): string {
  const folded = text.replace(/\s+/g, " ").trim();
  return folded.length <= EXCERPT_CHARS ? folded : `${folded.slice(0, EXCERPT_CHARS - 1)}…`;
}

const EXCERPT_CHARS = 90;

/** @throws {ReoriginError} ERR_CONFIG when there is no such argument. */
export function argument(
  { args, text }: Statement & { readonly args: readonly string[] },
  index: number,
  expected: string,
): string {
  const found = args[index];
  if (found === undefined) throw badLine(`expected ${expected} in "${text}", found nothing`);
  return found;
}

/** @throws {ReoriginError} ERR_CONFIG when there is no argument, or more than one. */
export function onlyArgument(directive: Statement & { readonly args: readonly string[] }, expected: string): string {
  const [, extra] = directive.args;
  if (extra !== undefined) throw badLine(`expected ${expected} alone in "${directive.text}", found "${extra}" too`);
  return argument(directive, 0, expected);
}

/** The error for a line that the old server would refuse, too. */
export function badLine(message: string): ReoriginError {
  return new ReoriginError("ERR_CONFIG", message);
}
