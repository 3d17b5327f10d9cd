import { FIELD_VALUE } from "../message/field-syntax.ts";
import { END_TO_END, HOP_BY_HOP, nominatedFields } from "../message/hop-by-hop.ts";
import type { Scope } from "../url/scope.ts";
import { rewriteValue, type ValueKind } from "../values/table.ts";

/**
 * What the value of one field line becomes; undefined drops the line.
 *
 * @param raw the whole message's fields, names and values in turn
 */
export type FieldRule<Context> = (value: string, context: Context, raw: readonly string[]) => string | undefined;

/** Field names in lower case, each with the syntax of its value or a rule of its own. */
export type FieldTable<Context> = Readonly<Record<string, ValueKind | FieldRule<Context>>>;

export type FieldRules<Context> = ReadonlyMap<string, FieldRule<Context>>;

export const drop = (): undefined => undefined;

/** Merges tables into one map of rules. Later tables win, and hop-by-hop fields are always dropped. */
export function fieldRules<Context extends { readonly scope: Scope }>(
  ...tables: readonly FieldTable<Context>[]
): FieldRules<Context> {
  const rules = new Map<string, FieldRule<Context>>();
  for (const [name, rule] of tables.flatMap(Object.entries<ValueKind | FieldRule<Context>>)) {
    rules.set(name, typeof rule === "string" ? (value, { scope }) => rewriteValue(rule, value, scope) : rule);
  }
  for (const name of Object.keys(HOP_BY_HOP)) rules.set(name, drop);
  return rules;
}

/** The rules, overruled by those of more tables. Without any, it is the same object, so that routes share it. */
export function extendedRules<Context extends { readonly scope: Scope }>(
  rules: FieldRules<Context>,
  ...tables: readonly FieldTable<Context>[]
): FieldRules<Context> {
  const isExtended = tables.some((table) => Object.keys(table).length > 0);
  return isExtended ? new Map([...rules, ...fieldRules(...tables)]) : rules;
}

/**
 * The fields of a message for the next hop. Order, duplicates and the spelling of names stay, and lines are never joined.
 * Fields without a rule pass, unless a Connection field nominates them.
 *
 * @param raw names and values in turn, as received; never changed
 * @param familyRule the rule for a name in lower case that has none of its own; default none
 */
export function mapFields<Context>(
  raw: readonly string[],
  rules: FieldRules<Context>,
  context: Context,
  familyRule?: (name: string) => FieldRule<Context> | undefined,
): string[] {
  const nominated = nominatedFields(raw);
  const mapped: string[] = [];
  for (let i = 0; i < raw.length; i += 2) {
    const name = raw[i] as string;
    const lower = name.toLowerCase();
    const rule = rules.get(lower) ?? familyRule?.(lower);
    if (!rule && nominated?.has(lower) && !END_TO_END.has(lower)) continue;
    const received = raw[i + 1] as string;
    const value = rule ? rule(received, context, raw) : received;
    // A rule may decode a char that would end the field.
    if (value !== undefined) mapped.push(name, value === received || FIELD_VALUE.test(value) ? value : received);
  }
  return mapped;
}
