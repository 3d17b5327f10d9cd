import { JsonRewriter } from "../../src/text/json/rewriter.ts";
import { type Case, INTERNAL, PUBLIC, testCases } from "./harness.ts";

const NAMES: Case[] = [
  {
    name: "names move in strings and in names of members",
    input: `{"${INTERNAL}/a":["${INTERNAL}/b",{"c":"see ${INTERNAL}/d."}]}`,
    expected: `{"${PUBLIC}/a":["${PUBLIC}/b",{"c":"see ${PUBLIC}/d."}]}`,
  },
  {
    name: "escaped slashes",
    input: '{"a":"http:\\/\\/legacy.internal:8080\\/x"}',
    expected: '{"a":"https:\\/\\/www.example.com\\/app\\/x"}',
  },
  {
    name: "escaped slashes in a string in a string",
    input: '{"a":"{\\"b\\":\\"http:\\\\\\/\\\\\\/legacy.internal:8080\\\\\\/x\\"}"}',
    expected: '{"a":"{\\"b\\":\\"https:\\\\\\/\\\\\\/www.example.com\\\\\\/app\\\\\\/x\\"}"}',
  },
  {
    name: "unicode escapes",
    input: '{"a":"http:\\u002F\\u002Flegacy.internal:8080\\u002Fx"}',
    expected: '{"a":"https:\\u002F\\u002Fwww.example.com\\u002Fapp\\u002Fx"}',
  },
  {
    name: "an escape before a name is no part of it",
    input: `{"a":"\\n${INTERNAL}/x\\u0022${INTERNAL}/y"}`,
    expected: `{"a":"\\n${PUBLIC}/x\\u0022${PUBLIC}/y"}`,
  },
  { name: "root-relative paths are undecidable", input: '{"url":"/x","href":"/y"}' },
  { name: "longer and shorter names stay", input: '["http://legacy.internal:80801/","http://my-legacy/","legacy"]' },
  {
    name: "white space, numbers and errors stay",
    input: `{ "a" : 1.50e+3 , 'b': nul, "c":"${INTERNAL}" ,}\r\n\t]`,
    expected: `{ "a" : 1.50e+3 , 'b': nul, "c":"${PUBLIC}" ,}\r\n\t]`,
  },
  {
    name: "several values in one text: NDJSON, JSON text sequences",
    input: `{"a":"${INTERNAL}/1"}\n\x1e{"issuer":"${INTERNAL}/2"}\n[]"${INTERNAL}/3"\n`,
    expected: `{"a":"${PUBLIC}/1"}\n\x1e{"issuer":"${INTERNAL}/2"}\n[]"${PUBLIC}/3"\n`,
  },
  {
    name: "a guard against hijacking",
    input: `)]}',\n{"a":"${INTERNAL}"}`,
    expected: `)]}',\n{"a":"${PUBLIC}"}`,
  },
];

const IDENTIFIERS: Case[] = [
  {
    name: "an identifier stays",
    input: `{"issuer":"${INTERNAL}","jwks_uri":"${INTERNAL}/keys","issuers":"${INTERNAL}"}`,
    expected: `{"issuer":"${INTERNAL}","jwks_uri":"${PUBLIC}/keys","issuers":"${PUBLIC}"}`,
  },
  {
    name: "an identifier moves when it is asked for",
    options: { identifiers: true },
    input: `{"issuer":"${INTERNAL}"}`,
    expected: `{"issuer":"${PUBLIC}"}`,
  },
  {
    name: "an identifier at the end of a string with escapes",
    input: `{"a":"\\\\","issuer":"\\"${INTERNAL}\\\\","b":"${INTERNAL}"}`,
    expected: `{"a":"\\\\","issuer":"\\"${INTERNAL}\\\\","b":"${PUBLIC}"}`,
  },
];

const MALFORMED: Case[] = [
  "",
  "{",
  '"',
  '{"issuer',
  '{"issuer":"',
  '{"issuer":"\\',
  '{"a":"\\u00',
  "]}]}",
  '}{"issuer":"x"',
  ",:,:",
  "\\\\\\",
  "\u00ff\u0000",
].map((input) => ({ name: `malformed: ${JSON.stringify(input)}`, input }));

const DEEP: Case[] = [
  {
    name: "what is nested too deeply has no path",
    input: `${'{"issuer":'.repeat(300)}"${INTERNAL}"${"}".repeat(300)},{"issuer":"${INTERNAL}"}`,
    expected: `${'{"issuer":'.repeat(300)}"${PUBLIC}"${"}".repeat(300)},{"issuer":"${INTERNAL}"}`,
  },
];

testCases([NAMES, IDENTIFIERS, MALFORMED, DEEP].flat(), (context) => new JsonRewriter(context));

const MANIFEST: Case[] = [
  {
    name: "a URL is read over its escapes and answered with them",
    input: '{"start_url":"\\/x","scope":"http:\\u002f\\u002flegacy.internal\\u003a8080\\u002fy","name":"/z"}',
    expected: '{"start_url":"\\/app\\/x","scope":"https:\\u002f\\u002fwww.example.com\\u002fapp\\u002fy","name":"/z"}',
  },
  {
    name: "a URL that is longer than what may be held back is searched for names",
    pendingTokenBytes: 32,
    input: `{"start_url":"/x?12345678901234567890 ${INTERNAL}/","id":"/x?123456789"}`,
    expected: `{"start_url":"/x?12345678901234567890 ${PUBLIC}/","id":"/app/x?123456789"}`,
  },
  {
    name: "a URL that does not end",
    input: `{"start_url":"/x`,
  },
];

testCases(MANIFEST, (context) => new JsonRewriter(context, "manifest"));
