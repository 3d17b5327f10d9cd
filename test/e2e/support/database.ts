import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { startChild } from "./child.ts";

export const DATABASE_SERVER = "/usr/sbin/mariadbd";

/** No file of the machine is read, no port is opened, and nothing need outlive a loss of power. */
const OPTIONS = [
  "--no-defaults",
  "--user=root",
  "--skip-networking",
  "--innodb-log-file-size=8M",
  "--innodb-buffer-pool-size=32M",
  "--innodb-flush-log-at-trx-commit=0",
];
const run = promisify(execFile);

export interface Database {
  readonly name: string;
  /** Where it listens; root needs no password. */
  readonly socket: string;
  /** What a statement answers, as text. */
  query(statement: string): Promise<string>;
  close(): Promise<void>;
}

/** Starts a MariaDB with one empty database, all its files in a folder that is there. */
export async function startDatabase(folder: string, name: string): Promise<Database> {
  const data = `--datadir=${join(folder, "data")}`;
  const socket = join(folder, "socket");
  const start = join(folder, "start.sql");
  await writeFile(start, `CREATE DATABASE ${name};\n`);
  await run("mariadb-install-db", [...OPTIONS, data, "--auth-root-authentication-method=normal", "--skip-test-db"]);
  const server = await startChild(DATABASE_SERVER, [...OPTIONS, data, `--socket=${socket}`, `--init-file=${start}`], {
    ready: /ready for connections/,
  });
  const client = ["--no-defaults", "--user=root", `--socket=${socket}`, "--batch", "--raw", "--skip-column-names"];
  return {
    name,
    socket,
    query: async (statement) => (await run("mariadb", [...client, `--execute=${statement}`, name])).stdout,
    close: async () => void (await server.close()),
  };
}
