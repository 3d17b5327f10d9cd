import { describe } from "node:test";
import { CONDITIONS } from "../../src/import/lighttpd/conditions.ts";
import { PROXY_SETTINGS } from "../../src/import/lighttpd/proxy-settings.ts";
import { SETTINGS } from "../../src/import/lighttpd/settings.ts";
import { LIGHTTPD_CASES } from "./lighttpd-cases.ts";
import { type RefusalCase, testEveryRowHasSample, testImports, testRefusals } from "./support.ts";

const refusals: RefusalCase[] = [
  {
    name: "a value that is missing",
    input: "server.port = 80\nserver.name =\n",
    expected: [":2: expected a value, found the end of the file"],
  },
  { name: "an operator that is missing", input: 'server.name "a"\n', expected: [':1: expected =, found "a"'] },
  {
    name: "a list that is never closed",
    input: 'a = ( "b",\n"c"\n',
    expected: [":2: expected , or ), found the end of the file"],
  },
  {
    name: "a block that is never closed",
    input: '$HTTP["host"] == "a" {\n',
    expected: [":1: expected a setting or a condition, found the end of the file"],
  },
  {
    name: "a brace that closes nothing",
    input: "a = 1\n}\n",
    expected: [':2: expected a setting or a condition, found "}"'],
  },
  { name: "a condition without a field", input: '$HTTP == "a" { }\n', expected: [':1: expected [, found "=="'] },
  {
    name: "a condition without a comparison",
    input: '$HTTP["host"] = "a" { }\n',
    expected: [':1: expected a comparison, found "="'],
  },
  {
    name: "a condition without a block",
    input: '$HTTP["host"] == "a"\nb = 1\n',
    expected: [':2: expected {, found "b"'],
  },
  { name: "a quote that is never closed", input: 'a = "b\n', expected: [`:1: expected a value, found ""b"`] },
  {
    name: "values of the wrong kind, each named",
    input: `
      server.port = "eighty"
      server.document-root = ( "/a" )
      proxy.server = "a"
      $SERVER["socket"] == ":x" { }
    `,
    expected: [
      ':1: expected an address or a port, found "eighty"',
      ':2: expected a string in "server.document-root = ( "/a" )", found a list',
      ':3: expected a list in "proxy.server = "a"", found "a"',
      ':4: expected an address or a port, found ":x"',
    ],
  },
  {
    name: "nothing to serve: the notes say why",
    input: 'server.port = 80\ninclude "sites/*.conf"\n',
    expected: [
      ": expected an application or files to serve, found neither",
      ':2: include "sites/*.conf": not followed; import that file too',
    ],
  },
];

describe("import lighttpd", () => testImports("lighttpd", LIGHTTPD_CASES));
describe("import lighttpd refuses", () => testRefusals("lighttpd", refusals));
describe("every setting of lighttpd", () => {
  testEveryRowHasSample({ ...CONDITIONS, ...SETTINGS, ...PROXY_SETTINGS }, LIGHTTPD_CASES);
});
