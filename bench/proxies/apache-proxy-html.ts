import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { INTERNAL, PUBLIC } from "../pages.ts";
import type { ComparedProxy, Setup } from "./compared-proxy.ts";

export const apacheProxyHtml: ComparedProxy = {
  name: "Apache, mod_proxy_html",
  pages: "reserialized",
  async prepare(setup) {
    const file = join(setup.directory, "apache.conf");
    await writeFile(file, configuration(setup));
    return { program: "apache2", args: ["-D", "FOREGROUND", "-d", setup.directory, "-f", file] };
  },
};

/** The modules' folder in Debian's package. */
const MODULES = "/usr/lib/apache2/modules";

const LOADED = "mpm_event authz_core deflate proxy proxy_http xml2enc proxy_html".split(" ");

/** The links are those of the module's own sample, proxy-html.conf. */
function configuration({ originPort, port, directory }: Setup): string {
  return `${LOADED.map((name) => `LoadModule ${name}_module ${MODULES}/mod_${name}.so`).join("\n")}
ServerName localhost
Listen 127.0.0.1:${port}
PidFile ${directory}/apache.pid
Mutex fcntl:${directory}
ErrorLog ${directory}/error.log
LogLevel warn
StartServers 1
ServerLimit 1
ThreadsPerChild 64
MaxRequestWorkers 64
MaxKeepAliveRequests 0
ProxyPass / http://127.0.0.1:${originPort}/ keepalive=On max=64
ProxyHTMLEnable On
ProxyHTMLURLMap ${INTERNAL.origin} ${PUBLIC.origin}
ProxyHTMLMeta Off
ProxyHTMLLinks a href
ProxyHTMLLinks area href
ProxyHTMLLinks link href
ProxyHTMLLinks img src longdesc usemap
ProxyHTMLLinks object classid codebase data usemap
ProxyHTMLLinks q cite
ProxyHTMLLinks blockquote cite
ProxyHTMLLinks ins cite
ProxyHTMLLinks del cite
ProxyHTMLLinks form action
ProxyHTMLLinks input src usemap
ProxyHTMLLinks head profile
ProxyHTMLLinks base href
ProxyHTMLLinks script src for
ProxyHTMLLinks meta content
DeflateCompressionLevel 4
<Location /gzip/>
  SetOutputFilter INFLATE;xml2enc;proxy-html;DEFLATE
</Location>
`;
}
