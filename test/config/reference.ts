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

<!-- Made from src/config/reorigin.schema.json: node --test --test-update-snapshots test/config/reference.test.ts -->

A configuration is a YAML or JSON file, \`reorigin --config reorigin.yaml\`. \`reorigin check --config reorigin.yaml\` reports
every problem at once, as \`FILE:LINE:COL: message\`, or prints the effective configuration. Editors validate and complete
the file when its first line is \`# yaml-language-server: $schema=\` with the path of \`reorigin.schema.json\`.

\`\`\`yaml
listen: 127.0.0.1:8080
admin: 127.0.0.1:9901
routes:
  - public: https://www.example.com/app/
    internal: http://legacy.internal:8080/
    aliases: [http://legacy]
    upstream: http://10.0.0.5:8080
\`\`\`

An environment variable or an option of the command line replaces the option of the file as a whole: command line over
environment over file over default.

## Options

${table(schema.properties)}

## Addresses with TLS

An item of \`listen\` may be a mapping.

${table((listen.then as Node).properties)}

Files of certificates are looked at every second. New ones count for connections from then on; as long as something is wrong
with them, the old ones stay, and the log says what.

## Routes

${table(route.properties)}

## Several upstreams

\`sticky\` may be a mapping.

${table(sticky.properties)}

The options below \`ejection\` of a route.

${table(ejection.properties)}

The options below \`health\` of a route. The question goes to each upstream, with the \`Host\` that the application gets, and
is not logged. An upstream counts as well until it is found otherwise.

${table(health.properties)}

## Upstreams with TLS

The options below \`upstreamTls\` of a route. TLS 1.2 and 1.3 are spoken; the name that is checked is the upstream's or, where
that is an address, the name of \`internal\`.

${table(upstreamTls.properties)}

## What is rewritten

The options below \`rewrite\` of a route.

${table(rewrite.properties)}

Kinds of value for \`fields\` and \`attributes\`: ${Object.keys(VALUES).join(", ")}.

## Limits

The options below \`limits\`. Names tell the unit; a time of 0 means no timeout.

${table(schema.properties.limits.properties)}

## Environment variables

Empty variables, and others that begin with \`REORIGIN_\`, are ignored. INTERNAL, PUBLIC, ALIAS and UPSTREAM make one route, in place of all
routes of the file.

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
