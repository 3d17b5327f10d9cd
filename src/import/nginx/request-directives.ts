import { covered, withoutCounterpart } from "../directives/read-directives.ts";
import { argument, onlyArgument } from "../directives/statement.ts";
import { prefixSubstitution } from "../expressions/path-expression.ts";
import { type NginxHandler, type NginxTable, ofLocation } from "./level.ts";

/** Directives about what answers a request, and which fields it gets. */
export const REQUEST_DIRECTIVES = {
  proxy_pass: ofLocation((directive, { settings }) => {
    settings.target = { statement: directive, url: onlyArgument(directive, "a URL") };
    return undefined;
  }),
  root: (directive, { settings }) => {
    settings.documentRoot = { statement: directive, root: onlyArgument(directive, "a directory") };
    return undefined;
  },
  alias: ofLocation((directive, { settings }) => {
    settings.alias = { statement: directive, root: onlyArgument(directive, "a directory") };
    return undefined;
  }),
  try_files: (directive, { settings }) => {
    const last = directive.args.at(-1) ?? "";
    const others = directive.args.slice(0, -1);
    if (last.startsWith("@")) {
      settings.fallback = last;
      return "files beside the paths of an application are not served; give them a path of their own";
    }
    const isPlain = others.every((file) => FILES.has(file)) && (FILES.has(last) || last === "=404");
    return isPlain ? undefined : withoutCounterpart(directive);
  },
  index: ({ args }) => (args.includes("index.html") ? undefined : "index.html is the index"),
  rewrite: (directive, { location }) => {
    const [pattern, replacement] = [argument(directive, 0, "a pattern"), argument(directive, 1, "a replacement")];
    const rewrite = prefixSubstitution(pattern, replacement.replace(/\$is_args\$args$/, ""));
    const isInner = directive.args[2] === "break" && !replacement.includes("://");
    if (!location || !isInner || !rewrite) return withoutCounterpart(directive);
    location.settings.rewrite = rewrite;
    return undefined;
  },
  proxy_set_header: (directive, { settings }) => {
    const [name, value] = [argument(directive, 0, "a field name").toLowerCase(), argument(directive, 1, "a value")];
    if (!settings.hasFields) settings.host = undefined;
    settings.hasFields = true;
    if (name !== "host") return COVERED_FIELDS.test(`${name}: ${value}`) ? undefined : withoutCounterpart(directive);
    if (value === "" || (value.includes("$") && !HOST_VARIABLES.has(value))) return withoutCounterpart(directive);
    settings.host = value.includes("$") ? HOST_VARIABLES.get(value) : value;
    return undefined;
  },
  proxy_http_version: covered,
  proxy_buffering: inOrder("off", "bodies are never buffered"),
  proxy_request_buffering: inOrder("off", "bodies are never buffered"),
  proxy_ssl_server_name: inOrder("on", "the name is always sent"),
  proxy_ssl_verify: inOrder("on", 'say "upstreamTls: { verify: false }" for that'),
  proxy_ssl_trusted_certificate: (directive, { settings }) => {
    settings.ca = onlyArgument(directive, "a file");
    return undefined;
  },
  gunzip: covered,
  keepalive: covered,
  return: answered,
  fastcgi_pass: answered,
  uwsgi_pass: answered,
  scgi_pass: answered,
  grpc_pass: answered,
  memcached_pass: answered,
  stub_status: answered,
} as const satisfies NginxTable;

const FILES: ReadonlySet<string> = new Set(["$uri", "$uri/"]);

/** Variables with the Host of the client or of the target. */
const HOST_VARIABLES: ReadonlyMap<string, "public" | undefined> = new Map([
  ["$host", "public"],
  ["$http_host", "public"],
  ["$server_name", "public"],
  ["$host:$server_port", "public"],
  ["$host:$proxy_port", "public"],
  ["$proxy_host", undefined],
]);

/** Fields that every application gets anyway, or that belong to one connection. */
const COVERED_FIELDS =
  /^(?:x-forwarded-(?:for|proto|scheme|host|port|server): |via: |upgrade: \$http_upgrade$|connection: (?:$|upgrade$|\$connection_upgrade$)|accept-encoding: $)/i;

/** Handler of a switch with one position that reorigin always has. */
function inOrder(position: "on" | "off", otherwise: string): NginxHandler {
  return ({ args }) => (args[0] === position ? undefined : otherwise);
}

/** Handler of directives that answer without an application or a file. */
function answered(...[directive, { settings }]: Parameters<NginxHandler>): string {
  settings.answeredBy = directive;
  return withoutCounterpart(directive);
}
