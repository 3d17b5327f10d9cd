import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { run } from "./run.ts";

const cases: { name: string; input: string; expected: string }[] = [
  {
    name: "nothing to serve",
    input: "",
    expected: "nothing to serve: expected INTERNAL or --config FILE (see reorigin --help)",
  },
  { name: "an unknown option", input: "http://a --frobnicate", expected: "unknown option --frobnicate" },
  { name: "an option that every object has", input: "--constructor x", expected: "unknown option --constructor" },
  {
    name: "a misspelled option",
    input: "http://a --pubilc http://b",
    expected: "unknown option --pubilc (did you mean --public?)",
  },
  {
    name: "an option of another command",
    input: "demo --admin off",
    expected: "unknown option --admin",
  },
  { name: "an unknown short option", input: "check -x", expected: "unknown option -x" },
  { name: "a value that is missing", input: "http://a --listen", expected: "option --listen needs a value: HOST:PORT" },
  {
    name: "a value that is the next option",
    input: "--listen --admin off",
    expected: "option --listen needs a value: HOST:PORT",
  },
  { name: "an empty value", input: "http://a --listen=", expected: "option --listen needs a value: HOST:PORT" },
  { name: "a flag with a value", input: "--help=yes", expected: 'option --help takes no value, found "yes"' },
  {
    name: "two values for one",
    input: "http://a --admin off --admin :9901",
    expected: 'option --admin is given twice: "off" and ":9901"',
  },
  { name: "two operands", input: "http://a http://b", expected: 'unexpected argument "http://b" after "http://a"' },
  { name: "an operand where none goes", input: "demo now", expected: 'unexpected argument "now"' },
  {
    name: "a misspelled command",
    input: "chekc --config x",
    expected: 'unknown command "chekc" (did you mean check?)',
  },
  {
    name: "neither command nor URL",
    input: "frobnicate",
    expected:
      'unknown command "frobnicate"; expected serve, rewrite, explain, check, health, import, demo or an http URL',
  },
  { name: "help as a command", input: "help", expected: 'unknown command "help" (did you mean --help?)' },
  {
    name: "a URL without its scheme",
    input: "legacy.internal:8080",
    expected: 'unknown command "legacy.internal:8080" (did you mean http://legacy.internal:8080?)',
  },
  {
    name: "a configuration file without its option",
    input: "./reorigin.yaml",
    expected: 'unknown command "./reorigin.yaml" (did you mean --config ./reorigin.yaml?)',
  },
  {
    name: "a part of a route without the rest",
    input: "--config reorigin.yaml --public http://a",
    expected: "--public needs INTERNAL beside it",
  },
  {
    name: "a configuration file that is not there",
    input: "check --config /none/reorigin.yaml",
    expected: 'Cannot read configuration "/none/reorigin.yaml": there is no such file',
  },
  {
    name: "a value that is no URL",
    input: "ftp://a/",
    expected: 'INTERNAL: expected an http or https URL without user name, query or fragment, found "ftp://a/"',
  },
  {
    name: "a value that is no address",
    input: "http://a --listen 8080",
    expected: '--listen: expected HOST:PORT, or address, cert and key, found "8080" (did you mean 127.0.0.1:8080?)',
  },
  {
    name: "a port that is none",
    input: "http://a --listen 127.0.0.1:99999",
    expected:
      '--listen: expected HOST:PORT, or address, cert and key, found "127.0.0.1:99999": a port is at most 65535',
  },
  {
    name: "an admin server for everybody, which must be meant",
    input: "http://a --admin :9901",
    expected:
      '--admin: expected HOST:PORT or off, found ":9901": its host is missing (127.0.0.1:9901 for this machine, 0.0.0.0:9901 for the network)',
  },
  {
    name: "an admin server without a host",
    input: "http://a --admin 9901",
    expected: '--admin: expected HOST:PORT or off, found "9901" (did you mean 127.0.0.1:9901?)',
  },
  {
    name: "an internal URL with a pattern",
    input: "http://*.a/",
    expected:
      'INTERNAL: expected an http or https URL without user name, query or fragment, found "http://*.a/": only the host of a public URL may hold *',
  },
  {
    name: "nothing to watch",
    input: "http://a --watch",
    expected: "--watch needs --config FILE: there is no file to watch",
  },
  {
    name: "a value that is no number",
    input: "http://a --workers many",
    expected: '--workers: expected a whole number from 1, or auto, found "many"',
  },
  {
    name: "an option that must be there",
    input: "rewrite --public http://a",
    expected: "option --internal URL is missing",
  },
  {
    name: "none of the choices",
    input: "rewrite --internal http://a --public http://b --engine regex",
    expected: 'option --engine: expected one of scan, htmlparser2, parse5, found "regex"',
  },
  {
    name: "a type that is none",
    input: "rewrite --internal http://a --public http://b --type html",
    expected: 'option --type: expected a media type such as text/html; charset=utf-8, found "html"',
  },
  {
    name: "a base that is no URL",
    input: "rewrite --internal http://a --public http://b --base page",
    expected: 'option --base: expected an absolute URL, found "page"',
  },
];

describe("wrong usage: exit code 2, nothing on standard output, one clear line", () => {
  for (const { name, input, expected } of cases) {
    test(name, async () => {
      const argv = input.split(" ").filter(Boolean);
      assert.deepEqual(await run(argv), { code: 2, stdout: "", stderr: `reorigin: ${expected}\n` });
    });
  }
});
