import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** What the tests of this folder run beside the proxy, and the Debian package that it comes from. */
const PACKAGES = {
  apache2: "apache2",
  h2load: "nghttp2-client",
  haproxy: "haproxy",
  nginx: "nginx",
  slowhttptest: "slowhttptest",
  varnishtest: "varnish",
  wrk: "wrk",
} as const;

export type ProgramName = keyof typeof PACKAGES;

/** Where a program is; undefined when it is not installed. Servers are looked for where Debian keeps them, too. */
export function programPath(name: ProgramName): string | undefined {
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin"];
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

/** Why tests that need these programs must be skipped; false when they need not be. */
export function missingPrograms(...names: readonly ProgramName[]): string | false {
  const absent = names.filter((name) => programPath(name) === undefined);
  return absent.length > 0 && `needs ${absent.map((name) => `${name} (apt-get install ${PACKAGES[name]})`).join(", ")}`;
}
