import { ReoriginError } from "../errors.ts";
import { importApache } from "./apache/import-apache.ts";
import { assemble } from "./assemble.ts";
import type { Problem } from "./directives/statement.ts";
import { importLighttpd } from "./lighttpd/import-lighttpd.ts";
import { importNginx } from "./nginx/import-nginx.ts";
import { printConfig } from "./print.ts";
import type { Imported } from "./site.ts";

/** Web servers whose configuration can be read. */
const IMPORTERS = {
  apache: importApache,
  nginx: importNginx,
  lighttpd: importLighttpd,
} as const satisfies Record<string, (text: string, problems: Problem[]) => Imported>;

export type ServerName = keyof typeof IMPORTERS;

/**
 * Converts a web server's configuration to one of reorigin.
 *
 * @param text a configuration file of the server
 * @param file its name, for messages
 * @returns YAML, with a comment for each directive that has no counterpart
 * @throws {ReoriginError} ERR_CONFIG with every invalid line as `FILE:LINE: message`, or if no route is left.
 */
export function importConfig(server: ServerName, text: string, file: string): string {
  const problems: Problem[] = [];
  const imported = IMPORTERS[server](text, problems);
  problems.sort((a, b) => a.line - b.line);
  if (problems.length > 0) throw refusal(problems.map(({ line, message }) => `${file}:${line}: ${message}`));
  const assembled = assemble(imported);
  if (assembled.config.routes.length > 0) return printConfig(assembled, `reorigin import ${server} ${file}`);
  throw refusal([
    `${file}: expected an application or files to serve, found neither`,
    ...assembled.notes.map(({ line, text: statement, reason }) => `${file}:${line}: ${statement}: ${reason}`),
  ]);
}

function refusal(lines: readonly string[]): ReoriginError {
  return new ReoriginError("ERR_CONFIG", lines.join("\n"));
}
