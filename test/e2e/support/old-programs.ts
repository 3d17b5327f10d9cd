import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { fileURLToPath } from "node:url";
import { startChild } from "./child.ts";
import { CLI } from "./proxy.ts";

/** Where Debian's packages put them; their folders are not on every user's path. */
export const LIGHTTPD = "/usr/sbin/lighttpd";
export const APACHE = "/usr/sbin/apache2";
export const TWISTED = "/usr/lib/python3/dist-packages/twisted/web/vhost.py";
const PYTHON = "/usr/bin/python3";
const APACHE_MODULES = "/usr/lib/apache2/modules";

/**
 * Starts a site on Twisted that writes whole URLs, and ends it with the test.
 *
 * @param believes an origin, or "monster" for the one that its VHostMonsterResource at /vhost is told
 * @returns its port
 */
export async function startTwisted(t: TestContext, believes: string): Promise<number> {
  const script = fileURLToPath(new URL("twisted-site.py", import.meta.url));
  const site = await startChild(PYTHON, [script, believes], { ready: /listening on (\d+)/ });
  t.after(() => site.close());
  return Number(site.ready[1]);
}

/** Starts lighttpd with a configuration; `folder` is its document root. */
export async function startLighttpd(t: TestContext, site: string, folder = "/nonexistent"): Promise<number> {
  const port = await freePort();
  const file = await temporaryFile(
    t,
    `server.modules = ("mod_rewrite", "mod_proxy")
server.bind = "127.0.0.1"
server.port = ${port}
server.document-root = "${folder}"
mimetype.assign = ( ".css" => "text/css" )
${site}
`,
  );
  const server = await startChild(LIGHTTPD, ["-D", "-f", file], { ready: /server started/ });
  t.after(() => server.close());
  return port;
}

/** Starts Apache with the directives of a virtual host. */
export async function startApache(t: TestContext, site: string): Promise<number> {
  const port = await freePort();
  const modules = ["mpm_event", "authz_core", "proxy", "proxy_http"];
  const file = await temporaryFile(
    t,
    `${modules.map((name) => `LoadModule ${name}_module ${APACHE_MODULES}/mod_${name}.so`).join("\n")}
ServerName www.example.com
Listen 127.0.0.1:${port}
ErrorLog "|/bin/cat"
${process.getuid?.() === 0 ? "User www-data\nGroup www-data" : ""}
PidFile \${APACHE_RUN_DIR}/apache.pid
DefaultRuntimeDir \${APACHE_RUN_DIR}
${site}
`,
  );
  const env = { APACHE_RUN_DIR: join(file, "..") };
  const server = await startChild(APACHE, ["-DFOREGROUND", "-f", file], { env, ready: /resuming normal operations/ });
  t.after(() => server.close());
  return port;
}

/** Starts reorigin with a configuration in YAML that listens on no fixed port. */
export async function startReorigin(t: TestContext, config: string): Promise<number> {
  const file = await temporaryFile(t, `listen: 127.0.0.1:0\n${config}`);
  const args = [CLI, "serve", "--config", file];
  const proxy = await startChild(process.execPath, args, { ready: /^reorigin: listening on \S+:(\d+)$/m });
  t.after(() => proxy.close());
  return Number(proxy.ready[1]);
}

export async function temporaryFile(t: TestContext, text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "reorigin-recipe-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, "configuration");
  await writeFile(file, text);
  return file;
}

/** A port that was free a moment ago, for programs that cannot choose one. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, "127.0.0.1", resolve);
  await promise;
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  return typeof address === "object" && address ? address.port : 0;
}
