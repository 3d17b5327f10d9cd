import { escaped, QUOTED_ESCAPES } from "./combinators/escapes.ts";
import { type NamedRules, readQuoted, ruleOf } from "./combinators/quoted.ts";
import { srcset } from "./srcset.ts";
import { url } from "./url.ts";
import { shifted, type ValueRewriter } from "./value.ts";

/** The parameters that contain URLs. `rel` contains names, even if they look like URLs. */
const PARAMETERS = { anchor: url, imagesrcset: srcset } as const satisfies NamedRules;

/** `<target>; rel=next; anchor="…"`, one or a list (RFC 8288 section 3). Reads the old `URI: <target>` as well. */
export const link: ValueRewriter = (value, scope, splice) => {
  for (let position = nextMark(value, 0); position < value.length; ) {
    const isTarget = value[position] === "<";
    const found = isTarget ? readTarget(value, position) : readQuoted(value, position);
    if (!found) return;
    const rule = isTarget ? url : parameterRule(found.name);
    rule?.(value.slice(found.start, found.end), scope, shifted(splice, found.start));
    position = nextMark(value, found.end + 1);
  }
};

function parameterRule(name: string): ValueRewriter | undefined {
  const rule = ruleOf(PARAMETERS, name);
  return rule && escaped(QUOTED_ESCAPES, rule);
}

/** The start of the next target or quoted string; the value's end when there is none. */
function nextMark(value: string, position: number): number {
  while (position < value.length && value[position] !== "<" && value[position] !== '"') position++;
  return position;
}

function readTarget(value: string, bracket: number): { name: ""; start: number; end: number } | undefined {
  const end = value.indexOf(">", bracket);
  return end === -1 ? undefined : { name: "", start: bracket + 1, end };
}
