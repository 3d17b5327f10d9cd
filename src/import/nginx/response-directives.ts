import { covered, withoutCounterpart, withoutCounterpartFor } from "../directives/read-directives.ts";
import { argument, NO_PREFIX } from "../directives/statement.ts";
import { urlsOf, urlsOfPattern } from "../expressions/text-claim.ts";
import type { NginxTable } from "./level.ts";

/** Directives about how responses are mapped. */
export const RESPONSE_DIRECTIVES = {
  proxy_redirect: (directive, { claims }) => {
    const from = argument(directive, 0, "a URL");
    if (from === "default") return undefined;
    if (from === "off") return 'say "rewrite: { fields: { location: keep, refresh: keep } }" for that';
    const to = publicPath(argument(directive, 1, "a URL"));
    const urls = from.startsWith("~") ? urlsOfPattern(from.replace(/^~\*?/, ""), to) : { from, to };
    if (!urls || /\$/.test(urls.from + urls.to)) return NO_PREFIX;
    claims.push({ statement: directive, kind: "url", ...urls });
    return undefined;
  },
  proxy_cookie_domain: (directive, { claims, location }) => {
    const from = argument(directive, 0, "a domain");
    if (from === "off") return withoutCounterpart(directive);
    const to = argument(directive, 1, "a domain");
    if (from.startsWith("~") || from.includes("$")) return NO_PREFIX;
    claims.push({ statement: directive, kind: "domain", from, to, paths: location?.paths });
    return undefined;
  },
  proxy_cookie_path: (directive, { claims }) => {
    const from = argument(directive, 0, "a path");
    if (from === "off") return withoutCounterpart(directive);
    const [to = "", ...attributes] = argument(directive, 1, "a path").split(/;\s*/);
    const urls = from.startsWith("~") ? urlsOfPattern(from.replace(/^~\*?/, ""), to) : { from, to };
    if (!urls || /\$/.test(urls.from + urls.to)) return NO_PREFIX;
    claims.push({ statement: directive, kind: "path", ...urls });
    return withoutCounterpartFor(attributes);
  },
  sub_filter: (directive, { claims }) => {
    const urls = urlsOf(argument(directive, 0, "a value"), publicPath(argument(directive, 1, "a value")));
    if (!urls || /\$/.test(urls.from + urls.to)) return "no URL in place of another";
    claims.push({ statement: directive, kind: "url", ...urls });
    return undefined;
  },
  sub_filter_once: covered,
  sub_filter_types: covered,
  sub_filter_last_modified: covered,
} as const satisfies NginxTable;

/** The path of a URL whose origin is the public one, written with variables. */
function publicPath(text: string): string {
  return text.replace(PUBLIC_ORIGIN, (_, lead, rest) => `${lead}${rest || "/"}`);
}

const PUBLIC_ORIGIN = /^([^$/]*?)(?:https?|\$scheme):\/\/\$(?:host|http_host|server_name)(?::\$server_port)?(\/.*)?$/;
