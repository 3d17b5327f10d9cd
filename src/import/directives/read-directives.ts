import { ReoriginError } from "../../errors.ts";
import { type Directive, NO_COUNTERPART, type Note, type Problem } from "./statement.ts";

/** The result of reading the directives of one block. */
export interface Level {
  readonly notes: Note[];
}

/**
 * Reads one directive.
 *
 * @returns why no route can express it; undefined if one does, or if reorigin does it anyway
 * @throws {ReoriginError} ERR_CONFIG for an invalid line
 */
export type Handler<D, L> = (directive: D, level: L, read: ReadBlock<D, L>) => string | undefined;

export type ReadBlock<D, L> = (block: readonly D[], level: L) => void;

/**
 * Reads directives by a table of names. Those without a row, and those whose handler returns a reason, become notes.
 *
 * @param nameOf the name of a directive in the table
 */
export function readDirectives<D extends Directive<D>, L extends Level>(
  block: readonly D[],
  level: L,
  table: Readonly<Record<string, Handler<D, L>>>,
  problems: Problem[],
): void {
  const read: ReadBlock<D, L> = (inner, innerLevel) => readDirectives(inner, innerLevel, table, problems);
  for (const directive of block) {
    const { name, line, text } = directive;
    const handler = Object.hasOwn(table, name) ? table[name] : undefined;
    try {
      const reason = handler ? handler(directive, level, read) : withoutCounterpart(directive);
      if (reason !== undefined) level.notes.push({ line, text, reason });
    } catch (error) {
      if (!(error instanceof ReoriginError)) throw error;
      problems.push({ line, message: error.message });
    }
  }
}

/** Puts directives before sections, for servers in which their order does not matter. */
export function sectionsLast<D extends Directive<D>>(block: readonly D[] = []): D[] {
  return [...block.filter((directive) => !directive.block), ...block.filter((directive) => directive.block)];
}

/** Handler of directives without counterpart. For a section, it covers everything inside. */
export function withoutCounterpart({ block }: { readonly block?: readonly unknown[] }): string {
  return block === undefined || block.length === 0 ? NO_COUNTERPART : `${NO_COUNTERPART}, with all that is in it`;
}

/** The result of a handler that covers only parts of its directive; undefined if it covers all. */
export function withoutCounterpartFor(parts: readonly string[]): string | undefined {
  return parts.length === 0 ? undefined : `${NO_COUNTERPART} for ${parts.join(" ")}`;
}

/** Handler of directives for what reorigin does anyway, or whose effect no client sees. */
export function covered(): undefined {}
