import { describe } from "node:test";
import { HOST_DIRECTIVES } from "../../src/import/nginx/host-directives.ts";
import { REQUEST_DIRECTIVES } from "../../src/import/nginx/request-directives.ts";
import { RESPONSE_DIRECTIVES } from "../../src/import/nginx/response-directives.ts";
import { SECTIONS } from "../../src/import/nginx/sections.ts";
import { UPSTREAM_DIRECTIVES } from "../../src/import/nginx/upstream-directives.ts";
import { NGINX_CASES } from "./nginx-cases.ts";
import { type RefusalCase, testEveryRowHasSample, testImports, testRefusals } from "./support.ts";

const refusals: RefusalCase[] = [
  {
    name: "a semicolon that is missing",
    input: `
      server {
        location / {
          proxy_pass http://a
          proxy_http_version 1.1;
        }
      }
    `,
    expected: [
      ':3: expected a URL alone in "proxy_pass http://a proxy_http_version 1.1", found "proxy_http_version" too',
    ],
  },
  {
    name: "a semicolon before a brace",
    input: "server {\n listen 80\n}\n",
    expected: [':2: expected ; after "listen 80"'],
  },
  { name: "a semicolon at the end", input: "user a", expected: [':1: expected ; after "user a"'] },
  { name: "a block that is never closed", input: "http {\nserver {\n", expected: [':2: "server {" is never closed'] },
  { name: "a brace that closes nothing", input: "user a;\n}\n", expected: [':2: unexpected "}"'] },
  { name: "a semicolon behind nothing", input: "user a;\n;\n", expected: [':2: unexpected ";"'] },
  { name: "a quote that is never closed", input: "user a;\nuser 'b;\n", expected: [`:2: cannot read "'b;"`] },
  {
    name: "arguments that are missing, or too many, each named",
    input: `
      server;
      upstream { }
      server {
        listen;
        listen a:b;
        server_name;
        root /a b;
        location { }
        location / {
          proxy_pass;
          proxy_redirect http://a/;
          proxy_set_header Host;
          proxy_cookie_path /a;
          sub_filter a;
          rewrite ^/a;
        }
      }
    `,
    expected: [
      ':1: expected { after "server"',
      ':2: expected a name in "upstream", found nothing',
      ':4: expected an address in "listen", found nothing',
      ':5: expected an address or a port, found "a:b"',
      ':6: expected a name in "server_name", found nothing',
      ':7: expected a directory alone in "root /a b", found "b" too',
      ':8: expected a path in "location", found nothing',
      ':10: expected a URL in "proxy_pass", found nothing',
      ':11: expected a URL in "proxy_redirect http://a/", found nothing',
      ':12: expected a value in "proxy_set_header Host", found nothing',
      ':13: expected a path in "proxy_cookie_path /a", found nothing',
      ':14: expected a value in "sub_filter a", found nothing',
      ':15: expected a replacement in "rewrite ^/a", found nothing',
    ],
  },
  {
    name: "a piece of a server",
    input: "listen 80;\nlocation / { proxy_pass http://a; }\nproxy_pass http://b;\nalias /c/;\n",
    expected: [
      ": expected an application or files to serve, found neither",
      ":1: listen 80: it belongs inside of server",
      ":2: location /: it belongs inside of server, with all that is in it",
      ":3: proxy_pass http://b: it belongs inside of location",
      ":4: alias /c/: it belongs inside of location",
    ],
  },
  {
    name: "nothing to serve: the notes say why",
    input: "events { }\nhttp { include sites-enabled/*; }\n",
    expected: [
      ": expected an application or files to serve, found neither",
      ":1: events: no counterpart",
      ":2: include sites-enabled/*: not followed; import that file too",
    ],
  },
];

describe("import nginx", () => testImports("nginx", NGINX_CASES));
describe("import nginx refuses", () => testRefusals("nginx", refusals));
describe("every directive of nginx", () => {
  const rows = {
    ...SECTIONS,
    ...HOST_DIRECTIVES,
    ...REQUEST_DIRECTIVES,
    ...RESPONSE_DIRECTIVES,
    ...UPSTREAM_DIRECTIVES,
  };
  testEveryRowHasSample(rows, NGINX_CASES);
});
