import { withoutCounterpart } from "../directives/read-directives.ts";
import { argument } from "../directives/statement.ts";
import { urlsOfPattern } from "../expressions/text-claim.ts";
import type { ApacheTable } from "./level.ts";
import type { ApacheDirective } from "./parse-apache.ts";

/** Directives of mod_headers, for the fields that reorigin maps itself. */
export const FIELD_DIRECTIVES = {
  requestheader: (directive, level) => {
    const [action, name, value] = readField(directive);
    if (name === "host" && action === "set" && value && !value.includes("%")) {
      level.host = value;
      return undefined;
    }
    return MAPPED_REQUEST_FIELDS.test(`${action} ${name}`) ? undefined : withoutCounterpart(directive);
  },
  header: (directive, { virtualHost }) => {
    const [action, name, pattern = "", replacement = ""] = readField(directive);
    const urls = MAPPED_RESPONSE_FIELDS.test(`${action} ${name}`) ? urlsOfPattern(pattern, replacement) : undefined;
    if (!urls) return withoutCounterpart(directive);
    virtualHost.claims.push({ statement: directive, kind: "url", ...urls });
    return undefined;
  },
} as const satisfies ApacheTable;

/** Action and name in lower case, and the remaining arguments. */
function readField(directive: ApacheDirective): readonly string[] {
  const isConditional = /^(?:always|onsuccess|early)$/i.test(directive.args[0] ?? "");
  const args = isConditional ? directive.args.slice(1) : directive.args;
  const action = argument({ ...directive, args }, 0, "an action").toLowerCase();
  const name = argument({ ...directive, args }, 1, "a field name")
    .toLowerCase()
    .replace(/:$/, "");
  return [action, name, ...args.slice(2)];
}

/** Request fields that reorigin sets, maps or narrows for every application. */
const MAPPED_REQUEST_FIELDS =
  /^(?:(?:set|setifempty|add) x-forwarded-(?:proto|host|port|for)|edit\*? destination|unset accept-encoding)$/;
const MAPPED_RESPONSE_FIELDS = /^edit\*? (?:location|content-location|refresh|link|uri)$/;
