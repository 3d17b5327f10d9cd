import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { INTERNAL, PUBLIC } from "../pages.ts";
import type { ComparedProxy, Setup } from "./compared-proxy.ts";

export const nginxSubFilter: ComparedProxy = {
  name: "nginx, sub_filter",
  pages: "rewritten",
  async prepare(setup) {
    const file = join(setup.directory, "nginx.conf");
    await writeFile(file, configuration(setup));
    // If root starts nginx, its worker runs as another user, which must reach the inner server's socket.
    await chmod(setup.directory, 0o755);
    return { program: "nginx", args: ["-p", setup.directory, "-c", file, "-e", "stderr"] };
  },
};

/**
 * One server cannot decode a body, filter it and encode it for a client that reads gzip. Coded pages go through a second
 * server, which decodes. Gzip level 4 is that of reorigin.
 */
function configuration({ originPort, port, directory }: Setup): string {
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (name) => `${name}_temp_path ${directory};`,
  );
  return `daemon off;
worker_processes 1;
pid nginx.pid;
error_log stderr warn;
events { worker_connections 4096; }
http {
  access_log off;
  ${temporary.join("\n  ")}
  keepalive_requests 1000000;
  tcp_nopush on;
  upstream application { server 127.0.0.1:${originPort}; keepalive 64; keepalive_requests 1000000; }
  upstream decoder { server unix:${directory}/decoder.sock; keepalive 64; keepalive_requests 1000000; }
  proxy_http_version 1.1;
  proxy_set_header Connection "";
  proxy_buffers 16 64k;
  proxy_max_temp_file_size 0;
  sub_filter_once off;
  server {
    listen 127.0.0.1:${port};
    sub_filter "${INTERNAL.origin}" "${PUBLIC.origin}";
    location / { proxy_pass http://application; }
    location /gzip/ {
      proxy_pass http://decoder;
      proxy_set_header Connection "";
      proxy_set_header Accept-Encoding "";
      gzip on;
      gzip_comp_level 4;
    }
  }
  server {
    listen unix:${directory}/decoder.sock;
    gunzip on;
    location / {
      proxy_pass http://application;
      proxy_set_header Connection "";
      proxy_set_header Accept-Encoding gzip;
    }
  }
}
`;
}
