import { APACHE_CASES } from "../../import/apache-cases.ts";
import { LIGHTTPD_CASES } from "../../import/lighttpd-cases.ts";
import { NGINX_CASES } from "../../import/nginx-cases.ts";
import type { Grammar } from "../mutator.ts";

export const CONFIGURATION: Grammar = {
  samples: [
    "listen: 127.0.0.1:8080\nadmin: off\nworkers: auto\ntrustedProxies: [10.0.0.0/8]\nroutes:\n  - public: https://www.example.com/app/\n    internal: http://legacy.internal:8080/\n    aliases: [http://legacy]\n    upstream: [http://10.0.0.5:8080]\n    host: internal\n    rewrite: { forms: true, attributes: { data-x: url } }\n",
    '{"routes":[{"public":"https://*.example.com/","upstream":"http://127.0.0.1:1/","virtualHostMonster":"zope"}],"accept":{"virtualHostMonster":"/vhost"},"limits":{"headerBytes":1}}',
    "routes: &a\n  - <<: *b\n    public: http://a/\n    root: .\n  - *c\n",
  ],
  words: [
    ...["\n", "  ", "- ", ": ", "&a ", "*a", "<<: ", "!!binary ", "!x ", "|\n", ">-\n", "'", '"', "{"],
    ...["}", "[", "]", ",", "#", "---\n", "...\n", "\t", "%YAML 9.9\n", "routes", "public", "internal"],
    ...["upstream", "__proto__", "constructor", "toString", "null", "~", "1e999", ".nan", "-1", "0x10"],
    ...["2001-01-01", "true", "http://a/", "http://[::1]:8080/", "https://*.a/", "http://a:99999/"],
    ...["http://u@a/", "root: /etc\n", "rewrite: ", "attributes: ", "fields: ", "limits: "],
  ],
};

const SERVER_WORDS = [
  ...["\n", " ", "{", "}", ";", "(", ")", '"', "'", "\\", "$", "${", "#", "<", "</", ">", "=", "=>", "+"],
  ...["~", "*", "^", "/", ":", ",", "http://a.internal/", "https://$host$request_uri", "/app/", "on"],
  ...["off", "__proto__", "constructor", "(?<a>", "(.*)", "$1", "[", "]+"],
];

function serverGrammar(cases: readonly { readonly input: string }[], words: readonly string[]): Grammar {
  return { samples: cases.map(({ input }) => input), words: [...SERVER_WORDS, ...words] };
}

export const APACHE: Grammar = serverGrammar(APACHE_CASES, [
  ...["<VirtualHost *:80>\n", "</VirtualHost>\n", "ProxyPass ", "RewriteRule ", "<Location /a>\n"],
  ...["Define a b\n", "balancer://"],
]);

export const NGINX: Grammar = serverGrammar(NGINX_CASES, [
  ...["server {", "location ", "proxy_pass ", "rewrite ", "upstream a {", "if ($a) {", "sub_filter "],
  ...["server_name "],
]);

export const LIGHTTPD: Grammar = serverGrammar(LIGHTTPD_CASES, [
  ...['$HTTP["host"] == ', "proxy.server = ", "url.rewrite-once = ", "var.a = ", "else {", "include "],
]);
