import { ReoriginError } from "../../errors.ts";
import { type Directive, NO_COUNTERPART, type Note, type Problem } from "./statement.ts";

/** What the directives of one block are read into. */
export interface Level {
  readonly notes: Note[];
}

/**
 * Reads one directive.
 *
 * @returns why no route says it; undefined when one does, or when reorigin does it anyway
 * @throws {ReoriginError} ERR_CONFIG when the line is wrong
 */
export type Handler<D, L> = (directive: D, level: L, read: ReadBlock<D, L>) => string | undefined;

/** Reads the directives of a section. */
export type ReadBlock<D, L> = (block: readonly D[], level: L) => void;

/**
 * Reads directives by a table of names. The ones without a row, and those whose row says why, become notes of their level.
 *
 * @param nameOf the name under which a directive stands in the table
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

/** Directives before sections, for a server to which their order means nothing. */
export function sectionsLast<D extends Directive<D>>(block: readonly D[] = []): D[] {
  return [...block.filter((directive) => !directive.block), ...block.filter((directive) => directive.block)];
}

/** The row of what has no counterpart, a section with all that is in it. */
export function withoutCounterpart({ block }: { readonly block?: readonly unknown[] }): string {
  return block === undefined || block.length === 0 ? NO_COUNTERPART : `${NO_COUNTERPART}, with all that is in it`;
}

/** The end of a row that says only a part of its directive; undefined when it says all. */
export function withoutCounterpartFor(parts: readonly string[]): string | undefined {
  return parts.length === 0 ? undefined : `${NO_COUNTERPART} for ${parts.join(" ")}`;
}

/** The row of what reorigin does anyway, or what changes nothing that a client sees. */
export function covered(): undefined {}
