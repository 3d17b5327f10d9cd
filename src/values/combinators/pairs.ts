import { shifted, type ValueRewriter } from "../value.ts";
import { type NamedRules, ruleOf } from "./quoted.ts";

/** `name=value` pairs without quotes, such as `name=Inbox;action-uri=/inbox;icon-uri=/mail.ico`. */
export function pairs(separator: ";" | ",", rules: NamedRules): ValueRewriter {
  return (value, scope, splice) => {
    let start = 0;
    for (const pair of value.split(separator)) {
      const valueStart = pair.indexOf("=") + 1;
      const rule = ruleOf(
        rules,
        pair
          .slice(0, Math.max(0, valueStart - 1))
          .trim()
          .toLowerCase(),
      );
      rule?.(pair.slice(valueStart), scope, shifted(splice, start + valueStart));
      start += pair.length + 1;
    }
  };
}
