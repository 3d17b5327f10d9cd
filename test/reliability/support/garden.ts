import { dirname } from "node:path";
import type { TestContext } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { startChild } from "../../e2e/support/child.ts";
import { freePort, temporaryFile } from "../../e2e/support/old-programs.ts";
import { rawClient } from "../../proxy/raw-connection.ts";
import { type ProgramName, programPath } from "./programs.ts";

/** A server of somebody else, to stand before or behind the proxy. */
interface Plant {
  /** The file that it is configured by. */
  configuration(port: number, site: string): string;
  readonly args: (file: string) => readonly string[];
  /** What it says once it listens. */
  readonly ready: RegExp;
  /** A site that hands every request on, as it came and as much as it lets through. */
  before(upstream: string): string;
  /** A site that answers every request itself, and says in `X-Seen` which method and target it read. */
  readonly behind: string;
}

const MODULES = ["mpm_event", "authz_core", "proxy", "proxy_http", "headers", "alias"];
const isRoot = process.getuid?.() === 0;

export const PLANTS = {
  nginx: {
    configuration: (port, site) => `
${isRoot ? "user root;" : ""}
daemon off; worker_processes 1; pid nginx.pid; error_log stderr notice;
events { worker_connections 512; }
http {
  access_log off; merge_slashes off; underscores_in_headers on; ignore_invalid_headers off;
  client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
  server { listen 127.0.0.1:${port}; ${site} }
}`,
    args: (file) => ["-e", "stderr", "-p", dirname(file), "-c", file],
    ready: /start worker process /,
    before: (upstream) => `location / {
      proxy_pass http://${upstream}; proxy_http_version 1.1; proxy_request_buffering off;
      proxy_set_header Host $http_host; proxy_set_header Connection "";
    }`,
    behind: `location / { add_header X-Seen "$request_method $request_uri" always; return 200 seen; }`,
  },
  haproxy: {
    configuration: (port, site) => `
defaults
  mode http
  timeout connect 2s
  timeout client 2s
  timeout server 2s
  option accept-invalid-http-request
  http-reuse always
frontend front
  bind 127.0.0.1:${port}
${site}
`,
    args: (file) => ["-W", "-db", "-f", file],
    ready: /Loading success/,
    before: (upstream) =>
      `  default_backend back\nbackend back\n  option accept-invalid-http-response\n  server one ${upstream}`,
    behind: `  http-request return status 200 hdr X-Seen "%[method] %[url]" content-type text/plain string seen`,
  },
  apache2: {
    configuration: (port, site) => `
${MODULES.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join("\n")}
ServerName www.example.com
Listen 127.0.0.1:${port}
ErrorLog "|/bin/cat"
${isRoot ? "User www-data\nGroup www-data" : ""}
PidFile \${RUN_DIR}/apache.pid
DefaultRuntimeDir \${RUN_DIR}
HttpProtocolOptions Unsafe LenientMethods Allow0.9
AllowEncodedSlashes NoDecode
MergeSlashes Off
TraceEnable on
${site}
`,
    args: (file) => ["-DFOREGROUND", "-f", file],
    ready: /resuming normal operations/,
    before: (upstream) => `ProxyPreserveHost On\nProxyPass / http://${upstream}/ nocanon`,
    behind: `Header always set X-Seen "expr=%{THE_REQUEST}"\nRedirect 404 /`,
  },
} as const satisfies Partial<Record<ProgramName, Plant>>;

export type PlantName = keyof typeof PLANTS;

/** Starts a server with a site, and ends it with the test. Resolves to its port. */
export async function plant(t: TestContext, name: PlantName, site: string): Promise<number> {
  const { configuration, args, ready }: Plant = PLANTS[name];
  const port = await freePort();
  const file = await temporaryFile(t, configuration(port, site));
  const server = await startChild(programPath(name) ?? name, args(file), {
    env: { RUN_DIR: dirname(file) },
    ready,
  });
  t.after(() => server.close());
  await accepting(port);
  return port;
}

/** What a server says of itself may be ahead of it. */
async function accepting(port: number): Promise<void> {
  for (let attempts = 1; ; attempts++) {
    try {
      const { socket } = await rawClient(port);
      socket.destroy();
      return;
    } catch (error) {
      if (attempts === 100) throw error;
      await delay(50);
    }
  }
}
