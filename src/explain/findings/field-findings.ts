import { CHALLENGE_FIELDS, RESPONSE_FIELDS, type ResponseFieldContext } from "../../headers/response-fields.ts";
import { BODY_FIELDS } from "../../headers/validators.ts";
import { LeakFinder } from "../../literal/leaks.ts";
import { HOP_BY_HOP } from "../../message/hop-by-hop.ts";
import type { ResolvedRewriteOptions } from "../../options.ts";
import type { Splice } from "../../splice.ts";
import type { TwoWayIndex } from "../../url/moves/two-way-index.ts";
import type { Scope, Trace } from "../../url/scope.ts";
import { type LeftReason, UNCONCERNED } from "../reasons.ts";
import { whyLeft } from "../why-left.ts";
import type { Finding } from "./finding.ts";
import { referenceForm } from "./form.ts";
import { readable } from "./position.ts";

/**
 * Findings in the fields of a response: one for each line that carries URLs or is dropped.
 *
 * @param raw names and values in turn, as the upstream sent them
 * @param context its scope is not traced
 */
export function fieldFindings(
  raw: readonly string[],
  context: ResponseFieldContext,
  options: ResolvedRewriteOptions,
): Finding[] {
  const leaks = new LeakFinder(context.scope.map);
  const findings: Finding[] = [];
  for (let i = 0; i < raw.length; i += 2) {
    const name = raw[i] as string;
    const value = raw[i + 1] as string;
    const lower = name.toLowerCase();
    if (Object.hasOwn(BODY_FIELDS, lower) || Object.hasOwn(HOP_BY_HOP, lower)) continue;
    const trace = new FieldTrace();
    const rule = context.rules.get(lower);
    const became = rule ? rule(value, { ...context, scope: context.scope.traced(trace) }, raw) : value;
    const isLeak = became !== undefined && leaks.find(became).length > 0;
    if (became === value && !isLeak && trace.left === undefined) continue;
    const left = trace.left ?? (rule ? "unread" : "unknown-field");
    const outcome = became === value ? { left } : { became: readable(became ?? "") };
    const form = trace.first === undefined ? "other" : referenceForm(trace.first);
    findings.push({
      where: { field: name },
      kind: kindOf(lower, options),
      form,
      was: readable(value),
      ...outcome,
      isLeak,
    });
  }
  return findings;
}

/** Records which references a field's rule asks the scope for. */
class FieldTrace implements Trace {
  /** The first reference in the field. */
  first: string | undefined;
  /** Why its references stay. Of several reasons, the first that has to do with the map. */
  left: LeftReason | undefined;

  reads(text: string, splice: Splice, scope: Scope): Splice {
    this.first ??= text;
    const left = whyLeft(text, scope);
    if (this.left === undefined || (UNCONCERNED.has(this.left) && !UNCONCERNED.has(left))) this.left = left;
    return splice;
  }
}

function kindOf(name: string, { fields, challenges }: ResolvedRewriteOptions): string {
  const own = Object.entries(fields).find(([field]) => field.toLowerCase() === name)?.[1];
  if (own !== undefined) return own;
  const table: Readonly<Record<string, unknown>> = challenges
    ? { ...RESPONSE_FIELDS, ...CHALLENGE_FIELDS }
    : RESPONSE_FIELDS;
  const rule = Object.hasOwn(table, name) ? table[name] : undefined;
  return typeof rule === "string" ? rule : "field";
}

/**
 * Names of internal hosts in the fields that a client received, unless another finding reports them.
 *
 * @param told the other findings
 */
export function unexplainedFields(raw: readonly string[], told: readonly Finding[], map: TwoWayIndex): Finding[] {
  const known = new Set(told.filter(({ isLeak }) => isLeak).map(({ where }) => where.field?.toLowerCase()));
  const leaks = new LeakFinder(map);
  const findings: Finding[] = [];
  for (let i = 0; i < raw.length; i += 2) {
    const field = raw[i] as string;
    const was = raw[i + 1] as string;
    if (known.has(field.toLowerCase()) || leaks.find(was).length === 0) continue;
    findings.push({ where: { field }, kind: "field", form: "other", was, left: "unread", isLeak: true });
  }
  return findings;
}
