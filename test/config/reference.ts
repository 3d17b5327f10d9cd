import { SETTINGS, type Setting, variableOf } from "../../src/config/layers/settings.ts";
import schema from "../../src/config/reorigin.schema.json" with { type: "json" };
import { VALUES } from "../../src/values/table.ts";

/** The parts of a JSON Schema that a reader of the manual cares for. */
interface Node {
  readonly description?: string;
  readonly title?: string;
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly default?: unknown;
  readonly items?: Node;
  readonly then?: Node;
  readonly else?: Node;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly $ref?: string;
}

/** docs/configuration.md: the manual of the configuration, made from its schema. */
export function reference(): string {
  const { listen, route, sticky, ejection, health, upstreamTls, rewrite } = schema.definitions;
  return `# Configuration

<!-- Made from src/config/reorigin.schema.json: npx node --test --test-update-snapshots test/config/reference.test.ts -->

reorigin reads a YAML or JSON file: \`reorigin --config reorigin.yaml\`. \`reorigin check --config reorigin.yaml\` reports every
problem at once, as \`FILE:LINE:COL: message\`, or prints the effective configuration.

\`\`\`yaml
# yaml-language-server: $schema=node_modules/reorigin/dist/config/reorigin.schema.json
listen: 127.0.0.1:8080
admin: 127.0.0.1:9901
routes:
  - public: https://www.example.com/app/
    internal: http://legacy.internal:8080/
    aliases: [http://legacy]
    upstream: http://10.0.0.5:8080
\`\`\`

With the first line, editors validate and complete the file. Relative file names are relative to the configuration file.

Command-line options override [environment variables](#environment-variables), which override the file. A value is replaced
as a whole, lists included.

## Options

${table(schema.properties)}

## TLS

An item of \`listen\` may be a mapping. [How to set up HTTPS](recipes/https.md).

${table((listen.then as Node).properties)}

Certificate files are checked every second. New connections use the new certificate. If the new files cannot be used, the old
certificate stays, and the log says why.

## Routes

${table(route.properties)}

## Several upstreams

[How several upstreams work](recipes/several-upstreams.md).

\`sticky\` may be a mapping:

${table(sticky.properties)}

\`ejection\` of a route:

${table(ejection.properties)}

\`health\` of a route. Each upstream is checked, with the \`Host\` that the application gets. Checks are not logged. An upstream
counts as healthy until checks fail.

${table(health.properties)}

## Upstreams with TLS

\`upstreamTls\` of a route. TLS 1.2 and 1.3 are supported. The certificate must be valid for the host of the upstream or, if that
is an IP address, for the host of \`internal\`.

${table(upstreamTls.properties)}

## What is rewritten

\`rewrite\` of a route.

${table(rewrite.properties)}

Kinds of value for \`fields\` and \`attributes\`: ${Object.keys(VALUES).join(", ")}.

## Public origins in the path

\`accept\`, for reorigin [behind lighttpd or Apache](recipes/virtual-host-monster.md).

${table(schema.properties.accept.properties)}

## Limits

\`limits\`. The name tells the unit: bytes, milliseconds, percent, else a count. A timeout of 0 means none.

${table(schema.properties.limits.properties)}

## Environment variables

INTERNAL, PUBLIC, ALIAS and UPSTREAM make one route, which replaces all routes of the file. Empty variables are ignored, and so
are other variables that begin with \`REORIGIN_\`.

${variables()}
`;
}

function table(properties: Readonly<Record<string, Node>> = {}): string {
  const rows = Object.entries(properties).map(([name, node]) => {
    const cells = [`\`${name}\``, formOf(node), defaultOf(node), node.description ?? ""];
    return `| ${cells.map(escaped).join(" | ")} |`;
  });
  return ["| option | value | default | meaning |", "| --- | --- | --- | --- |", ...rows].join("\n");
}

function formOf(node: Node): string {
  if (node.$ref) return formOf(definition(node.$ref));
  if (node.then && node.else && node.then.type === "array") return `${formOf(node.else)}; or a list`;
  if (node.title) return node.title;
  if (node.enum) return node.enum.join(", ");
  if (node.items) return `list of: ${formOf(node.items)}`;
  return node.type === "boolean" ? "true, false" : "mapping";
}

function definition(reference: string): Node {
  const definitions: Readonly<Record<string, Node>> = schema.definitions;
  return definitions[reference.slice("#/definitions/".length)] ?? {};
}

function defaultOf({ default: value }: Node): string {
  if (value === undefined) return "";
  return typeof value === "object" ? "none" : String(value);
}

function variables(): string {
  const rows = Object.entries<Setting>(SETTINGS).map(([name, { about, isList, value }]) => {
    const form = isList ? `${value}, separated by commas or spaces` : value;
    return `| \`${variableOf(name)}\` | ${escaped(form)} | ${about} |`;
  });
  const config = `| \`${variableOf("config")}\` | FILE | the configuration file |`;
  return ["| variable | value | meaning |", "| --- | --- | --- |", config, ...rows].join("\n");
}

function escaped(cell: string): string {
  return cell.replaceAll("|", "\\|").replaceAll("<", "&lt;");
}
