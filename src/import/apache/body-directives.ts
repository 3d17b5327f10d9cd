import { attributeRule } from "../../html/attributes/attributes.ts";
import { covered, withoutCounterpart, withoutCounterpartFor } from "../directives/read-directives.ts";
import { argument, NO_PREFIX } from "../directives/statement.ts";
import { urlsOf, urlsOfPattern } from "../expressions/text-claim.ts";
import { type ApacheTable, isOn } from "./level.ts";
import type { ApacheDirective } from "./parse-apache.ts";

/** Directives about bodies: mod_proxy_html, mod_substitute and the filters that they need. */
export const BODY_DIRECTIVES = {
  proxyhtmlenable: (directive) => (isOn(directive) ? undefined : 'say "rewrite: { html: false }" for that'),
  proxyhtmlextended: covered,
  proxyhtmlurlmap: (directive, { virtualHost }) => {
    const [from, to] = [argument(directive, 0, "a URL"), argument(directive, 1, "a URL")];
    const [flags = "", ...conditions] = directive.args.slice(2);
    const urls = flags.includes("R") ? urlsOfPattern(from, to) : { from, to };
    if (!urls) return NO_PREFIX;
    virtualHost.claims.push({ statement: directive, kind: "url", ...urls });
    if (conditions.length > 0) return "no route depends on a condition";
    return /[^RLlix]/.test(flags) ? `flags ${flags}: what is a URL is told by where it stands` : undefined;
  },
  proxyhtmllinks: ({ args: [element = "", ...attributes] }) => unknownAttributes(element, attributes, "url"),
  proxyhtmlevents: ({ args }) => unknownAttributes("*", args, "script"),
  substitute: (directive, { virtualHost }) => {
    const expression = argument(directive, 0, "a substitution");
    const [, from = "", to = "", flags = ""] = splitExpression(expression) ?? [];
    const urls = flags.includes("n") ? urlsOf(from, to) : urlsOfPattern(from, to);
    if (!urls) return "no URL in place of another";
    virtualHost.claims.push({ statement: directive, kind: "url", ...urls });
    return undefined;
  },
  substitutemaxlinelength: covered,
  substituteinheritbefore: covered,
  setoutputfilter: filters,
  addoutputfilterbytype: filters,
  xml2encdefault: withoutCounterpart,
} as const satisfies ApacheTable;

/** The note about attributes that reorigin does not know. */
function unknownAttributes(element: string, names: readonly string[], kind: string): string | undefined {
  const unknown = names.filter((name) => attributeRule(name.toLowerCase(), element.toLowerCase()) === "text");
  const attributes = unknown.map((name) => `${name}: ${kind}`).join(", ");
  return attributes === "" ? undefined : `say "rewrite: { attributes: { ${attributes} } }" for that, on any element`;
}

/** `s/from/to/flags`, with any delimiter. */
function splitExpression(expression: string): readonly string[] | undefined {
  return expression.startsWith("s") ? expression.slice(1).split(expression[1] ?? "/") : undefined;
}

/** Handles filters that change URLs, and those that decode bodies for them. */
function filters({ args: [chain = ""] }: ApacheDirective): string | undefined {
  if (/^deflate$/i.test(chain)) return "bodies leave as they came, compressed or not";
  return withoutCounterpartFor(chain.split(";").filter((name) => !FILTERS.has(name.toLowerCase())));
}

const FILTERS: ReadonlySet<string> = new Set(["proxy-html", "xml2enc", "substitute", "sed", "inflate", "deflate"]);
