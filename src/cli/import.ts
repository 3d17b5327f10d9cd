import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { systemReason } from "../config/system-error.ts";
import { ReoriginError } from "../errors.ts";
import type { ServerName } from "../import/import-config.ts";
import { usage } from "./arguments.ts";
import type { Command } from "./command.ts";
import { EXIT_FINE } from "./exit-codes.ts";
import type { Io } from "./io.ts";

const SERVERS: readonly string[] = ["apache", "nginx", "lighttpd"] satisfies ServerName[];

export const importCommand: Command = {
  usage: [`import ${SERVERS.join("|")} FILE`],
  about: "convert the configuration of a web server",
  operands: [
    { name: "SERVER", about: SERVERS.join(", ") },
    { name: "FILE", about: "its configuration file, or that of one site; - for standard input" },
  ],
  options: {},
  examples: {
    "import apache /etc/apache2/sites-enabled/app.conf > reorigin.yaml": "convert ProxyPass and related directives",
    "import nginx /etc/nginx/sites-enabled/app": "convert proxy_pass and related directives",
    "import lighttpd /etc/lighttpd/lighttpd.conf": "convert proxy.server and related settings",
  },
  notes: [
    "Directives without a counterpart become comments. Files that FILE includes are named, not read.",
    "Lines that the server itself would refuse are reported as FILE:LINE: message.",
  ],
  async run({ operands: [server, file] }, io) {
    if (server === undefined) throw usage(`SERVER is missing: expected one of ${SERVERS.join(", ")}`);
    if (!SERVERS.includes(server)) throw usage(`SERVER: expected one of ${SERVERS.join(", ")}, found "${server}"`);
    if (file === undefined) throw usage("FILE is missing");
    const { importConfig } = await import("../import/import-config.ts");
    io.stdout.write(importConfig(server as ServerName, await read(file, io), file));
    return EXIT_FINE;
  },
};

async function read(file: string, { stdin }: Io): Promise<string> {
  if (file === "-") return text(stdin);
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new ReoriginError("ERR_FILE", `Cannot read "${file}": ${systemReason(error)}`, { cause: error });
  }
}
