import assert from "node:assert/strict";
import { test } from "node:test";
import { yamlLayer } from "../../../src/config/layers/yaml-layer.ts";
import { loadConfig } from "../../../src/config/load.ts";
import { VALUES } from "../../../src/values/table.ts";

const cases: { name: string; input: string; expected: string[] }[] = [
  { name: "nothing at all", input: "", expected: ['1:1: "routes" is missing'] },
  {
    name: "a list in place of options",
    input: "- a\n",
    expected: ['1:1: expected a mapping such as "routes: …", found a list'],
  },
  {
    name: "text in place of options",
    input: "hello\n",
    expected: ['1:1: expected a mapping such as "routes: …", found "hello"'],
  },
  {
    name: "no YAML: only its syntax is reported",
    input: "routes:\n  - internal: [http://a\nlisten: 8080\n",
    expected: ["3:1: Flow sequence in block collection must be sufficiently indented and end with a ]"],
  },
  {
    name: "an alias without an anchor",
    input: "routes:\n  - *app\n",
    expected: ["2:5: expected &app before *app, found none"],
  },
  {
    name: "JSON, indented by tabs",
    input: '{\n\t"routes": [\n\t\t{ "internal": "legacy:80" }\n\t]\n}',
    expected: [
      '3:17: routes[0].internal: expected an http or https URL without user name, query or fragment, found "legacy:80" (did you mean http://legacy:80?)',
    ],
  },
  {
    name: "an address that is listened on twice; port 0 is another one each time",
    input: `listen: [":80", "127.0.0.1:0", "127.0.0.1:0", { address: ":80" }, "127.0.0.1:81", "127.0.0.1:80"]
admin: 127.0.0.1:81
routes: [{ public: http://a, internal: http://b }]
`,
    expected: [
      '1:58: listen[3].address: ":80" is already listened on (FILE:1:10)',
      '2:8: admin: "127.0.0.1:81" is already listened on (FILE:1:67)',
    ],
  },
  {
    name: "options that do not exist, at every depth",
    input: `listne: :80
routes:
  - internal: http://a
    publik: http://b
    rewrite:
      frobnicate: true
      script: true
limits:
  headerByte: 1
`,
    expected: [
      "1:1: listne: unknown option; did you mean listen?",
      "4:5: routes[0].publik: unknown option; did you mean public?",
      "6:7: routes[0].rewrite.frobnicate: unknown option; expected one of html, css, scripts, json, xml, text, forms, query, identifiers, challenges, attachments, ignoreNoTransform, engine, fields, attributes",
      "7:7: routes[0].rewrite.script: unknown option; did you mean scripts?",
      "9:3: limits.headerByte: unknown option; did you mean headerBytes?",
    ],
  },
  {
    name: "an option twice, and the rest is looked at all the same",
    input: "listen: :80\nworkers: none\nlisten: 80\nroutes: []\n",
    expected: [
      "1:9: listen: expected HOST:PORT, or address, cert and key, found 80 (did you mean 127.0.0.1:80?)",
      '2:10: workers: expected a whole number from 1, or auto, found "none"',
      "3:1: listen is given twice",
      "4:9: routes: expected at least one, found an empty list",
    ],
  },
  {
    name: "values of the wrong type",
    input: `admin: true
trustedProxies: 10.0.0.0/8
logLevel: loud
limits: { headerBytes: 16KiB, connections: -1, connectTimeoutMs: 3000000000, decodedRatio: 1.5 }
accept:
routes:
  - 3
  - internal: [http://a]
    rewrite: { html: "yes", engine: regex, fields: { x-next: urll } }
`,
    expected: [
      "1:8: admin: expected HOST:PORT or off, found true",
      '2:17: trustedProxies: expected a list, found "10.0.0.0/8"',
      '3:11: logLevel: expected one of silent, error, warn, info, debug, found "loud"',
      '4:24: limits.headerBytes: expected a whole number from 0, found "16KiB"',
      "4:44: limits.connections: expected a whole number from 0, found -1",
      "4:66: limits.connectTimeoutMs: expected a whole number from 0 to 2147483647, found 3000000000",
      "4:92: limits.decodedRatio: expected a whole number from 0, found 1.5",
      "5:8: accept: expected a mapping, found nothing",
      "7:5: routes[0]: expected a route with public and internal, or public and root, found 3",
      "8:15: routes[1].internal: expected an http or https URL without user name, query or fragment, found a list",
      '9:22: routes[1].rewrite.html: expected true or false, found "yes"',
      '9:37: routes[1].rewrite.engine: expected one of scan, htmlparser2, parse5, found "regex"',
      `9:62: routes[1].rewrite.fields.x-next: expected one of ${Object.keys(VALUES).join(", ")}, drop, keep, found "urll"`,
    ],
  },
  {
    name: "routes that are no list",
    input: "routes: {}\n",
    expected: ["1:9: routes: expected a list, found a mapping"],
  },
  {
    name: "addresses",
    input: `listen: [8080, ":99999", "::1:80", "[::g]:80", "a b:80", { address: x }, { cert: c, key: k }]
admin: 127.0.0.1
trustedProxies: [10.0.0.0/33, "::1/129", example.com, 10.0.0.1, "fd00::/8", 10.0.0.1]
routes: [{ internal: http://a }]
`,
    expected: [
      "1:10: listen[0]: expected HOST:PORT, or address, cert and key, found 8080 (did you mean 127.0.0.1:8080?)",
      '1:16: listen[1]: expected HOST:PORT, or address, cert and key, found ":99999": a port is at most 65535',
      '1:26: listen[2]: expected HOST:PORT, or address, cert and key, found "::1:80"',
      '1:36: listen[3]: expected HOST:PORT, or address, cert and key, found "[::g]:80"',
      '1:48: listen[4]: expected HOST:PORT, or address, cert and key, found "a b:80"',
      '1:69: listen[5].address: expected HOST:PORT, found "x"',
      '1:74: listen[6]: "address" is missing',
      `1:82: listen[6].cert: expected a PEM certificate, found nothing at "${process.cwd()}/c"`,
      `1:90: listen[6].key: expected a PEM private key without passphrase, found nothing at "${process.cwd()}/k"`,
      '2:8: admin: expected HOST:PORT or off, found "127.0.0.1"',
      '3:18: trustedProxies[0]: expected an address or a CIDR block, found "10.0.0.0/33"',
      '3:31: trustedProxies[1]: expected an address or a CIDR block, found "::1/129"',
      '3:42: trustedProxies[2]: expected an address or a CIDR block, found "example.com"',
      '3:77: trustedProxies[5]: "10.0.0.1" is listed twice',
    ],
  },
  {
    name: "URLs",
    input: `routes:
  - public: ftp://a.example/
    internal: http://user:secret@legacy/
    aliases: [http://x/?q, "http://x/#f", /path]
    upstream: [http://10.0.0.1/path]
    host: a/b
`,
    expected: [
      `2:13: routes[0].public: expected an http or https URL without user name, query or fragment; none of ' ( ) , ; & in its path; * only as the host or its first label, found "ftp://a.example/"`,
      '3:15: routes[0].internal: expected an http or https URL without user name, query or fragment, found "http://user:secret@legacy/"',
      '4:15: routes[0].aliases[0]: expected an http or https URL without user name, query or fragment, found "http://x/?q"',
      '4:28: routes[0].aliases[1]: expected an http or https URL without user name, query or fragment, found "http://x/#f"',
      '4:43: routes[0].aliases[2]: expected an http or https URL without user name, query or fragment, found "/path"',
      '5:16: routes[0].upstream[0]: expected an http or https URL without user name, path, query or fragment, or http+unix:///FILE, found "http://10.0.0.1/path"',
      '6:11: routes[0].host: expected internal, public or a host[:port], found "a/b"',
    ],
  },
  {
    name: "a route that is nothing, a route that is two things",
    input:
      "routes:\n  - public: http://a.example/\n  - public: http://b.example/\n    root: .\n    upstream: http://c\n",
    expected: [
      '2:5: routes[0]: expected "internal" (an application) or "root" (files), found neither',
      '5:5: routes[1].upstream: cannot be combined with "root": a route is either an application or files',
    ],
  },
  {
    name: "duplicate and shadowed routes",
    input: `routes:
  - { internal: http://one, public: http://a.example/app }
  - { internal: http://two, public: http://a.example/app }
  - { internal: http://three, public: [http://b.example, "https://A.example.:443/app/"] }
  - { internal: http://four, public: http://a.example/apple }
  - { internal: http://five, public: http://a.example:8080/app }
`,
    expected: [
      '3:37: routes[1].public: "http://a.example/app" is a duplicate of the public "http://a.example/app" (FILE:2:37)',
      '4:58: routes[2].public[1]: "https://A.example.:443/app/" is shadowed by the public "http://a.example/app" (FILE:2:37)',
    ],
  },
  {
    name: "all loopback names are one public host",
    input: `routes:
  - internal: http://one
    public: http://localhost:8080/
  - internal: http://two
    public: http://[::1]:8080/
  - internal: http://three
`,
    expected: [
      '5:13: routes[1].public: "http://[::1]:8080/" is shadowed by the public "http://localhost:8080/" (FILE:3:13)',
      '6:5: routes[2]: "http://127.0.0.1:8080/" is shadowed by the public "http://localhost:8080/" (FILE:3:13)',
    ],
  },
  {
    name: "names of one application that another one has",
    input: `routes:
  - { internal: http://one, public: http://a.example, aliases: [https://one, http://old] }
  - { internal: http://two, public: http://b.example, aliases: [https://old/, http://one:8080, http://one/deep] }
  - { internal: http://a.example/, public: http://c.example }
`,
    expected: [
      '3:65: routes[1].aliases[0]: "https://old/" is already a name of another route\'s application (FILE:2:78)',
      '4:17: routes[2].internal: "http://a.example/" is public in another route: what names it would move twice (FILE:2:37)',
    ],
  },
  {
    name: "servers",
    input: `routes:
  - internal: http://a.example
    upstream: [http://10.0.0.1, http://10.0.0.1:80/, http+unix:app.sock, "http+unix:///a.sock?q"]
    balance: least
    sticky: a=b
    ejection: { failures: 0, durationMs: 0, maxPercent: 101, seconds: 1 }
    health: { intervalMs: 10 }
  - { public: http://b.example/, upstream: "http+unix:///run/app.sock", virtualHostMonster: nevow }
  - { public: http://c.example/, internal: "http://c", upstreamTls: { ca: none.pem } }
  - { public: http://d.example/, internal: "http://d", sticky: { secret: x }, ejection: on }
  - { public: http://e.example/, root: ., lenient: true }
`,
    expected: [
      `3:33: routes[0].upstream[1]: "http://10.0.0.1:80/" is the same as "http://10.0.0.1" (FILE:3:16)`,
      '3:54: routes[0].upstream[2]: expected an http or https URL without user name, path, query or fragment, or http+unix:///FILE, found "http+unix:app.sock"',
      '3:74: routes[0].upstream[3]: expected an http or https URL without user name, path, query or fragment, or http+unix:///FILE, found "http+unix:///a.sock?q"',
      '4:14: routes[0].balance: expected one of round-robin, least-connections, found "least"',
      '5:13: routes[0].sticky: expected the name of a cookie, or cookie and secret, found "a=b"',
      "6:27: routes[0].ejection.failures: expected a whole number from 1, found 0",
      "6:42: routes[0].ejection.durationMs: expected a whole number from 1 to 2147483647, found 0",
      "6:57: routes[0].ejection.maxPercent: expected a whole number from 0 to 100, found 101",
      "6:62: routes[0].ejection.seconds: unknown option; expected one of failures, durationMs, maxPercent",
      '7:13: routes[0].health: "path" is missing',
      '8:44: routes[1].upstream: needs "internal" beside it: a socket has no host name',
      "9:56: routes[2].upstreamTls: needs an https upstream beside it",
      `9:75: routes[2].upstreamTls.ca: expected a PEM certificate, found nothing at "${process.cwd()}/none.pem"`,
      '10:64: routes[3].sticky: "cookie" is missing',
      '10:89: routes[3].ejection: expected failures, durationMs and maxPercent, or off, found "on"',
      '11:43: routes[4].lenient: cannot be combined with "root": a route is either an application or files',
    ],
  },
  {
    name: "rewriting, beside files and not",
    input: `routes:
  - { public: http://a.example/, root: ., rewrite: { html: false } }
  - { public: http://b.example/, root: ., rewrite: { html: false }, rewriteFiles: true }
  - { public: http://c.example/, internal: http://c, rewriteFiles: true }
`,
    expected: [
      '2:43: routes[0].rewrite: needs "rewriteFiles: true" beside "root"',
      '4:54: routes[2].rewriteFiles: needs "root" beside it',
    ],
  },
  {
    name: "hosts with *",
    input: `routes:
  - { public: "http://a*.example/", internal: http://a }
  - { public: "http://*/", internal: http://b }
  - { public: ["http://*/c/", "http://c.example/"], internal: http://c }
  - { public: "http://*.d.example/", internal: "http://*.d/" }
  - { public: ["http://e.example/", "http://*:8080/"], internal: http://e }
`,
    expected: [
      `2:15: routes[0].public: expected an http or https URL without user name, query or fragment; none of ' ( ) , ; & in its path; * only as the host or its first label, found "http://a*.example/"`,
      '3:15: routes[1].public: "http://*/" needs a public URL beside it whose host has a name and whose path is "/": it is never written into pages',
      '4:16: routes[2].public[0]: "http://*/c/" needs a public URL beside it whose host has a name and whose path is "/c/": it is never written into pages',
      '5:48: routes[3].internal: expected an http or https URL without user name, query or fragment, found "http://*.d/": only the host of a public URL may hold *',
    ],
  },
  {
    name: "what the grammars of the public origin cannot say",
    input: `accept: { virtualHostMonster: [/vhost, vhost] }
routes:
  - { public: "http://[2001:db8::1]/", upstream: http://a, virtualHostMonster: nevow }
  - { public: http://b/x/, internal: http://b1, virtualHostMonster: nevow }
  - { public: [http://c/x/, http://c/y/], upstream: http://c1, virtualHostMonster: nevow }
  - { public: http://d/vhost/, upstream: http://d1, virtualHostMonster: nevow }
  - { public: http://e/_vh_x/, upstream: http://e1, virtualHostMonster: zope }
  - { public: http://f/x/, internal: http://f1/Plone/, virtualHostMonster: zope }
  - { public: http://g, upstream: http://g1, virtualHostMonster: zope, rewrite: { query: true, forms: false } }
`,
    expected: [
      '1:32: accept.virtualHostMonster[0]: needs "trustedProxies": only a trusted proxy may say which origin was asked for',
      '1:40: accept.virtualHostMonster[1]: expected a path such as /vhost, found "vhost"',
      '3:15: routes[0].public: "http://[2001:db8::1]/" cannot be told to a nevow application: its grammar cannot express IPv6 addresses',
      '4:15: routes[1].public: "http://b/x/" cannot be told to a nevow application: its grammar has no mounts, and the path of the application is "/"',
      '5:29: routes[2].public[1]: "http://c/y/" cannot be told to a nevow application: its grammar has no mounts, and the path of the application is "/x/"',
      '6:15: routes[3].public: "http://d/vhost/" cannot be told to a nevow application: its path contains a part of the grammar',
      '7:15: routes[4].public: "http://e/_vh_x/" cannot be told to a zope application: its path contains a part of the grammar',
      "9:83: routes[6].rewrite.query: cannot be combined with virtualHostMonster: its application knows its public URLs",
    ],
  },
  {
    name: "a value behind an alias is reported where it stands",
    input:
      "routes:\n  - &app { internal: http://a, rewrite: &off { html: 0 } }\n  - { internal: http://b, public: http://c, rewrite: *off }\n",
    expected: [
      "2:54: routes[0].rewrite.html: expected true or false, found 0",
      "2:54: routes[1].rewrite.html: expected true or false, found 0",
    ],
  },
];

for (const { name, input, expected } of cases) {
  test(name, () => {
    assert.throws(
      () => loadConfig([yamlLayer(input, "FILE")]),
      (error: { code?: string; message: string }) => {
        assert.equal(error.code, "ERR_CONFIG");
        assert.deepEqual(
          error.message.split("\n").map((line) => line.replace(/^FILE:/, "")),
          expected,
        );
        return true;
      },
    );
  });
}
