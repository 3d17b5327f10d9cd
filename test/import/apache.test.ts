import { describe } from "node:test";
import { BODY_DIRECTIVES } from "../../src/import/apache/body-directives.ts";
import { FIELD_DIRECTIVES } from "../../src/import/apache/field-directives.ts";
import { HOST_DIRECTIVES } from "../../src/import/apache/host-directives.ts";
import { PROXY_DIRECTIVES } from "../../src/import/apache/proxy-directives.ts";
import { SECTIONS } from "../../src/import/apache/sections.ts";
import { APACHE_CASES } from "./apache-cases.ts";
import { type RefusalCase, testEveryRowHasSample, testImports, testRefusals } from "./support.ts";

const refusals: RefusalCase[] = [
  {
    name: "sections that do not fit",
    input: "<VirtualHost *:80>\n  <Location /x>\n  </VirtualHost>\n",
    expected: [":3: unexpected </virtualhost>, expected </location> for line 2"],
  },
  {
    name: "the end of no section",
    input: "# a\n</Location>\n",
    expected: [":2: unexpected </location>, no section is open"],
  },
  {
    name: "sections that are never closed",
    input: "<IfModule x>\n<Location /x>\n",
    expected: [":1: <ifmodule> is never closed", ":2: <location> is never closed"],
  },
  {
    name: "quotes and brackets that are never closed",
    input: 'ProxyPass "/x http://a/\n<Location /x\n',
    expected: [
      ':1: "ProxyPass "/x http://a/" holds a quote that is never closed',
      ':2: "<Location /x" does not end with >',
    ],
  },
  {
    name: "the line where a continued one begins",
    input: "# a comment\nProxyPass \\\n  \\\n  /x\n",
    expected: [':2: expected a URL or ! in "ProxyPass /x", found nothing'],
  },
  {
    name: "arguments that are missing, or too many, each named",
    input: `
      ServerName
      ProxyPassReverse /x
      ProxyPassReverseCookiePath /x
      ProxyPassReverseCookieDomain
      ProxyPassMatch ^/x
      ProxyHTMLURLMap http://a/
      RewriteRule ^/x
      RewriteCond
      Substitute
      Header edit
      DocumentRoot /a b
      Alias /a
      <VirtualHost>
      </VirtualHost>
    `,
    expected: [
      ':1: expected a name in "ServerName", found nothing',
      ':2: expected a URL in "ProxyPassReverse /x", found nothing',
      ':3: expected a path in "ProxyPassReverseCookiePath /x", found nothing',
      ':4: expected a domain in "ProxyPassReverseCookieDomain", found nothing',
      ':5: expected a URL or ! in "ProxyPassMatch ^/x", found nothing',
      ':6: expected a URL in "ProxyHTMLURLMap http://a/", found nothing',
      ':7: expected a substitution in "RewriteRule ^/x", found nothing',
      ':8: expected a value in "RewriteCond", found nothing',
      ':9: expected a substitution in "Substitute", found nothing',
      ':10: expected a field name in "Header edit", found nothing',
      ':11: expected a directory alone in "DocumentRoot /a b", found "b" too',
      ':12: expected a directory in "Alias /a", found nothing',
      ':13: expected an address in "<VirtualHost>", found nothing',
    ],
  },
  {
    name: "an address that is none",
    input: "Listen eighty\nListen 70000\n",
    expected: [':1: expected an address or a port, found "eighty"', ':2: expected an address or a port, found "70000"'],
  },
  {
    name: "nothing to serve: the notes say why",
    input: "Timeout 300\nInclude sites/*.conf\n",
    expected: [
      ": expected an application or files to serve, found neither",
      ":1: Timeout 300: no counterpart",
      ":2: Include sites/*.conf: not followed; import that file too",
    ],
  },
];

describe("import apache", () => testImports("apache", APACHE_CASES));
describe("import apache refuses", () => testRefusals("apache", refusals));
describe("every directive of Apache", () => {
  const rows = { ...SECTIONS, ...HOST_DIRECTIVES, ...PROXY_DIRECTIVES, ...BODY_DIRECTIVES, ...FIELD_DIRECTIVES };
  testEveryRowHasSample(rows, APACHE_CASES);
});
