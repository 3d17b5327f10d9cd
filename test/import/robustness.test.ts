import assert from "node:assert/strict";
import { existsSync, globSync, readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { importConfig, type ServerName } from "../../src/import/import-config.ts";
import { assertLinear } from "../linear-time.ts";

/** What is printed, or the message of the refusal; nothing else may be thrown. */
function outcome(server: ServerName, text: string): string {
  try {
    return importConfig(server, text, "site.conf");
  } catch (error) {
    assert.equal((error as { code?: string }).code, "ERR_CONFIG", String((error as Error).stack));
    return (error as Error).message;
  }
}

const INSTALLED: Readonly<Record<ServerName, string>> = {
  apache: "/etc/apache2/{*.conf,*-available/*}",
  nginx: "/etc/nginx/{nginx.conf,conf.d/*,sites-available/*,snippets/*,*_params}",
  lighttpd: "/etc/lighttpd/{*.conf,conf-available/*.conf}",
};

describe("files of an installed server are read to the end", () => {
  for (const [server, pattern] of Object.entries(INSTALLED)) {
    const files = globSync(pattern).filter((file) => existsSync(file));
    test(server, { skip: files.length === 0 && "not installed" }, () => {
      const refused = files.filter((file) =>
        / expected (?!an application)/.test(outcome(server as ServerName, readFileSync(file, "utf8"))),
      );
      assert.deepEqual(refused, []);
    });
  }
});

const UNKNOWN: Readonly<Record<ServerName, { readonly line: (n: number) => string; readonly rest: string }>> = {
  apache: { line: (n) => `Unknown${n} a`, rest: "ProxyPass / http://legacy.internal/" },
  nginx: { line: (n) => `unknown_${n} a;`, rest: "server { location / { proxy_pass http://legacy.internal; } }" },
  lighttpd: { line: (n) => `unknown.n${n} = "a"`, rest: 'server.document-root = "/srv"' },
};

describe("no line that is not understood goes without a comment", () => {
  for (const [server, { line, rest }] of Object.entries(UNKNOWN)) {
    test(server, () => {
      const lines = [...Array(20).keys()].map(line);
      const yaml = importConfig(server as ServerName, [...lines, rest].join("\n"), "site.conf");
      lines.forEach((text, i) => {
        assert.ok(yaml.includes(`# line ${i + 1}: ${text.replace(/;$/, "")}: no counterpart\n`), text);
      });
    });
  }
});

/** Hosts and origins that are none. */
const BROKEN: readonly [name: string, server: ServerName, text: string][] = [
  ["a Host that is none", "nginx", "server { location / { proxy_pass http://a; proxy_set_header Host [; } }"],
  ["a name with a colon", "nginx", "server { ssl on; server_name x:; location / { proxy_pass http://a; } }"],
  ["a pattern of no host", "nginx", "server { server_name ~(W.)2; location / { proxy_pass http://a; } }"],
  [
    "a member that is no URL",
    "apache",
    "<Proxy balancer://a>\nBalancerMember http://a\nBalancerMember http:8\x10\n</Proxy>\nProxyPass / balancer://a/",
  ],
  ["a monster of no scheme", "apache", "ProxyPass / http://a/vhost/s/o"],
  [
    "a mapped host that is none",
    "lighttpd",
    'server.name = "a" proxy.server = ("" => (("host" => "1"))) proxy.header = ("map-host-request" => ("a" => "<"))',
  ],
];

describe("what is broken is refused or left out", () => {
  for (const [name, server, text] of BROKEN) test(`${server}: ${name}`, () => assert.ok(outcome(server, text)));
});

/** Files of about `length` chars that a reader could be made to read again and again, or to go too deep. */
const HOSTILE: readonly [name: string, server: ServerName, text: (length: number) => string][] = [
  ["continued lines", "apache", (length) => "a \\\n".repeat(length / 4)],
  ["a quote without end", "apache", (length) => `a "${"\\x".repeat(length / 2)}`],
  ["many arguments", "apache", (length) => `a ${'"x" '.repeat(length / 4)}`],
  ["sections without end", "apache", (length) => "<IfModule a>\n".repeat(length / 13)],
  ["a bracket without end", "apache", (length) => "<a ".repeat(length / 3)],
  ["a pattern of groups", "apache", (length) => `RewriteRule ${"(".repeat(length)} http://a/ [P]`],
  ["a quote without end", "nginx", (length) => `a "${"\\x".repeat(length / 2)}`],
  ["many words", "nginx", (length) => "a ".repeat(length / 2)],
  ["blocks without end", "nginx", (length) => "a {\n".repeat(length / 4)],
  ["variables without end", "nginx", (length) => "a${".repeat(length / 3)],
  ["comments", "nginx", (length) => "# a\n".repeat(length / 4)],
  ["a sum", "lighttpd", (length) => `a = "x"${' + "x"'.repeat(length / 6)}`],
  ["lists without end", "lighttpd", (length) => `a = ${"(".repeat(length)}`],
  ["blocks without end", "lighttpd", (length) => "global {\n".repeat(length / 9)],
];

describe("twice the length takes about twice the time", () => {
  for (const [name, server, text] of HOSTILE) {
    test(`${server}: ${name}`, () => {
      assertLinear((times) => outcome(server, text(times * 30_000)), 250);
    });
  }
});
