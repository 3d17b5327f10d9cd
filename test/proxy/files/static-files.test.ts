import assert from "node:assert/strict";
import { chmod, mkdir, mkdtemp, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { brotliCompressSync, brotliDecompressSync, gzipSync } from "node:zlib";
import { resolveConfig } from "../../../src/config/load.ts";
import type { ExchangeRecord } from "../../../src/proxy/observer.ts";
import { ReverseProxy } from "../../../src/proxy/reverse-proxy.ts";
import { request } from "../fixture.ts";
import { rawClient } from "../raw-connection.ts";

const SECRET = "the secret";
const CSS = "body { background: url(http://legacy.internal:8080/a.png) }";
const MODIFIED = "Thu, 01 Jan 2026 00:00:00 GMT";

let folder = "";
let proxy: ReverseProxy;
let port = 0;
const records: ExchangeRecord[] = [];

/** The files below `site`, which is the document root; keys that end with a slash are folders. */
const FILES: Readonly<Record<string, string | Buffer>> = {
  "secret.txt": SECRET,
  "site/static/a.css": CSS,
  "site/static/a.css.br": brotliCompressSync(CSS),
  "site/static/a.css.gz": gzipSync(CSS),
  "site/static/plain.txt": "0123456789",
  "site/static/page.html": '<a href="http://legacy.internal:8080/x">é</a>',
  "site/static/app.js": "fetch('/x')",
  "site/static/a b.svg": "<svg/>",
  "site/static/noext": "?",
  "site/static/empty.txt": "",
  "site/static/big.bin": Buffer.alloc(300_000, "x"),
  "site/static/.hidden": SECRET,
  "site/static/.git/config": SECRET,
  "site/static/folder/index.html": "an index",
  "site/static/bare/x.txt": "x",
  "site/rewritten/page.html": '<a href="http://legacy.internal:8080/x">é</a>',
  "site/rewritten/a.css": CSS,
  "site/rewritten/a.css.br": brotliCompressSync(CSS),
  "outside/x.txt": SECRET,
};

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "reorigin-static-"));
  for (const [name, content] of Object.entries(FILES)) {
    await mkdir(join(folder, name, ".."), { recursive: true });
    await writeFile(join(folder, name), content);
    await utimes(join(folder, name), new Date(MODIFIED), new Date(MODIFIED));
  }
  const site = join(folder, "site/static");
  await symlink(join(folder, "secret.txt"), join(site, "out.txt"));
  await symlink(join(folder, "outside"), join(site, "out"));
  await symlink(".git", join(site, "git"));
  await symlink("plain.txt", join(site, "inside.txt"));
  await symlink("loop", join(site, "loop"));
  proxy = new ReverseProxy(
    resolveConfig({
      listen: "127.0.0.1:0",
      routes: [
        { public: "http://www.example.com/static/", root: join(folder, "site") },
        { public: "http://www.example.com/rewritten/", root: join(folder, "site"), rewriteFiles: true },
        { public: "http://www.example.com/", internal: "http://legacy.internal:8080", upstream: "http://127.0.0.1:9" },
        { public: "http://files.example.com/", root: join(folder, "site/static") },
      ],
    }),
    { started() {}, ended: (record) => records.push(record) },
  );
  const [address] = await proxy.listen();
  port = address?.port ?? 0;
});

after(async () => {
  await proxy.close(0);
  await rm(folder, { recursive: true, force: true });
});

/** The answer to one request on a connection of its own: its head, and its body as latin1 text. */
async function ask(line: string, ...fields: string[]): Promise<{ head: string; body: string }> {
  const client = await rawClient(port);
  const answer = await client.send(request(line, ...fields, "Connection: close")).end();
  client.socket.destroy();
  const end = answer.indexOf("\r\n\r\n") + 4;
  return { head: answer.slice(0, end), body: answer.slice(end) };
}

function field(head: string, name: string): string | undefined {
  return new RegExp(`^${name}: (.*)\r$`, "im").exec(head)?.[1];
}

const served: {
  name: string;
  line: string;
  fields?: string[];
  status: number;
  has?: Record<string, string | undefined>;
  body?: string;
}[] = [
  {
    name: "a file, its type, its validators",
    line: "GET /static/a.css",
    status: 200,
    has: {
      "Content-Type": "text/css",
      "Content-Length": String(CSS.length),
      "Last-Modified": MODIFIED,
      "Accept-Ranges": "bytes",
      "X-Content-Type-Options": "nosniff",
      Vary: "Accept-Encoding",
      "Content-Encoding": undefined,
    },
    body: CSS,
  },
  { name: "HEAD", line: "HEAD /static/a.css", status: 200, has: { "Content-Length": String(CSS.length) }, body: "" },
  { name: "a query does not count", line: "GET /static/plain.txt?v=1", status: 200, body: "0123456789" },
  {
    name: "text that cannot say its charset",
    line: "GET /static/plain.txt",
    status: 200,
    has: { "Content-Type": "text/plain; charset=utf-8" },
  },
  {
    name: "text that can",
    line: "GET /static/page.html",
    status: 200,
    has: { "Content-Type": "text/html" },
    body: '<a href="http://legacy.internal:8080/x">\xc3\xa9</a>',
  },
  {
    name: "script",
    line: "GET /static/app.js",
    status: 200,
    has: { "Content-Type": "application/javascript", Vary: undefined },
  },
  {
    name: "a name that is encoded",
    line: "GET /static/a%20b.svg",
    status: 200,
    has: { "Content-Type": "image/svg+xml" },
  },
  {
    name: "no known type",
    line: "GET /static/noext",
    status: 200,
    has: { "Content-Type": "application/octet-stream" },
  },
  { name: "nothing in it", line: "GET /static/empty.txt", status: 200, has: { "Content-Length": "0" }, body: "" },
  { name: "a large one", line: "GET /static/big.bin", status: 200, body: "x".repeat(300_000) },
  {
    name: "an index",
    line: "GET /static/folder/",
    status: 200,
    has: { "Content-Type": "text/html" },
    body: "an index",
  },
  {
    name: "a folder without its slash",
    line: "GET /static/folder?q",
    status: 301,
    has: { Location: "/static/folder/?q" },
  },
  { name: "no list of a folder", line: "GET /static/bare/", status: 404 },
  { name: "a file with a slash", line: "GET /static/plain.txt/", status: 404 },
  { name: "a file as a folder", line: "GET /static/plain.txt/x", status: 404 },
  { name: "no such file", line: "GET /static/none.css", status: 404, body: "There is no such file.\n" },
  { name: "no such file, HEAD", line: "HEAD /static/none.css", status: 404, body: "" },
  {
    name: "a method that writes",
    line: "PUT /static/a.css",
    fields: ["Content-Length: 1"],
    status: 405,
    has: { Allow: "GET, HEAD" },
  },
  { name: "a link that stays inside", line: "GET /static/inside.txt", status: 200, body: "0123456789" },
  {
    name: "a root at the root of a host",
    line: "GET /plain.txt",
    fields: ["Host: files.example.com"],
    status: 200,
    body: "0123456789",
  },
  {
    name: "a folder without its slash, behind two: no other host",
    line: "GET //folder",
    fields: ["Host: files.example.com"],
    status: 301,
    has: { Location: "/folder/" },
  },

  {
    name: "brotli",
    line: "GET /static/a.css",
    fields: ["Accept-Encoding: gzip, br"],
    status: 200,
    has: { "Content-Encoding": "br", "Content-Type": "text/css", Vary: "Accept-Encoding" },
  },
  {
    name: "gzip only",
    line: "GET /static/a.css",
    fields: ["Accept-Encoding: gzip, br;q=0"],
    status: 200,
    has: { "Content-Encoding": "gzip" },
  },
  {
    name: "by weight",
    line: "GET /static/a.css",
    fields: ["Accept-Encoding: br;q=0.5, gzip;q=0.9"],
    status: 200,
    has: { "Content-Encoding": "gzip" },
  },
  {
    name: "any coding",
    line: "GET /static/a.css",
    fields: ["Accept-Encoding: *"],
    status: 200,
    has: { "Content-Encoding": "br" },
  },
  {
    name: "a coding that there is none of",
    line: "GET /static/a.css",
    fields: ["Accept-Encoding: zstd"],
    status: 200,
    has: { "Content-Encoding": undefined },
  },
  {
    name: "rather none",
    line: "GET /static/a.css",
    fields: ["Accept-Encoding: identity, br;q=0.5"],
    status: 200,
    has: { "Content-Encoding": undefined },
  },

  {
    name: "not modified since",
    line: "GET /static/a.css",
    fields: [`If-Modified-Since: ${MODIFIED}`],
    status: 304,
    has: { "Content-Type": undefined, Vary: "Accept-Encoding" },
    body: "",
  },
  {
    name: "modified since",
    line: "GET /static/a.css",
    fields: ["If-Modified-Since: Wed, 31 Dec 2025 23:59:59 GMT"],
    status: 200,
  },
  { name: "If-Match of another", line: "GET /static/a.css", fields: ['If-Match: "another"'], status: 412 },
  {
    name: "unmodified since",
    line: "GET /static/a.css",
    fields: ["If-Unmodified-Since: Wed, 31 Dec 2025 23:59:59 GMT"],
    status: 412,
  },

  {
    name: "a range",
    line: "GET /static/plain.txt",
    fields: ["Range: bytes=2-4"],
    status: 206,
    has: { "Content-Range": "bytes 2-4/10", "Content-Length": "3" },
    body: "234",
  },
  { name: "the last bytes", line: "GET /static/plain.txt", fields: ["Range: bytes=-2"], status: 206, body: "89" },
  {
    name: "a range behind the end",
    line: "GET /static/plain.txt",
    fields: ["Range: bytes=10-"],
    status: 416,
    has: { "Content-Range": "bytes */10" },
  },
  {
    name: "ranges behind the end",
    line: "GET /static/plain.txt",
    fields: ["Range: bytes=10-,20-"],
    status: 416,
    has: { "Content-Range": "bytes */10" },
  },
  {
    name: "a malformed range is none",
    line: "GET /static/plain.txt",
    fields: ["Range: bytes=4-2"],
    status: 200,
    body: "0123456789",
  },
  { name: "another unit is none", line: "GET /static/plain.txt", fields: ["Range: items=0-1"], status: 200 },
  {
    name: "of HEAD no range",
    line: "HEAD /static/plain.txt",
    fields: ["Range: bytes=2-4"],
    status: 200,
    has: { "Content-Length": "10" },
  },
  {
    name: "a range of what has changed since",
    line: "GET /static/plain.txt",
    fields: ["Range: bytes=2-4", 'If-Range: "another"'],
    status: 200,
    body: "0123456789",
  },
  {
    name: "ranges of what has changed since",
    line: "GET /static/plain.txt",
    fields: ["Range: bytes=2-4,6-7", 'If-Range: "another"'],
    status: 200,
    body: "0123456789",
  },
  {
    name: "a range of what has not",
    line: "GET /static/plain.txt",
    fields: ["Range: bytes=2-4", `If-Range: ${MODIFIED}`],
    status: 206,
  },
  {
    name: "ranges that overlap",
    line: "GET /static/plain.txt",
    fields: ["Range: bytes=0-8,1-9"],
    status: 200,
    body: "0123456789",
  },
  {
    name: "ranges of which one is there",
    line: "GET /static/plain.txt",
    fields: ["Range: bytes=20-30,2-4"],
    status: 206,
    has: { "Content-Range": "bytes 2-4/10" },
    body: "234",
  },
  {
    name: "a range of what is compressed",
    line: "GET /static/a.css",
    fields: ["Accept-Encoding: br", "Range: bytes=0-2"],
    status: 206,
    has: { "Content-Encoding": "br", "Content-Length": "3" },
  },
];

for (const { name, line, fields = [], status, has = {}, body } of served) {
  test(`a file: ${name}`, async () => {
    const answer = await ask(line, ...fields);
    assert.match(answer.head, new RegExp(`^HTTP/1.1 ${status} `));
    for (const [header, value] of Object.entries(has)) assert.equal(field(answer.head, header), value, header);
    if (body !== undefined) assert.equal(answer.body, body);
  });
}

test("a file: what is compressed decodes to the file", async () => {
  const { body } = await ask("GET /static/a.css", "Accept-Encoding: br");
  assert.equal(brotliDecompressSync(Buffer.from(body, "latin1")).toString(), CSS);
});

test("a file: an entity tag is confirmed, and is another one for what is compressed", async () => {
  const plain = field((await ask("GET /static/a.css")).head, "ETag") ?? "";
  const coded = field((await ask("GET /static/a.css", "Accept-Encoding: br")).head, "ETag") ?? "";
  assert.notEqual(plain, coded);
  const { head } = await ask("GET /static/a.css", `If-None-Match: "x", ${plain}`);
  assert.match(head, /^HTTP\/1\.1 304 /);
  assert.equal(field(head, "ETag"), plain);
});

test("a file: several ranges", async () => {
  const { head, body } = await ask("GET /static/plain.txt", "Range: bytes=2-4, -2, 30-40");
  assert.match(head, /^HTTP\/1\.1 206 /);
  const [, boundary] = /^multipart\/byteranges; boundary=(\w+)$/.exec(field(head, "Content-Type") ?? "") ?? [];
  assert.equal(field(head, "Content-Range"), undefined);
  assert.equal(field(head, "Content-Length"), String(body.length));
  const type = "Content-Type: text/plain; charset=utf-8";
  assert.equal(
    body,
    [
      ...["", `--${boundary}`, type, "Content-Range: bytes 2-4/10", "", "234"],
      ...[`--${boundary}`, type, "Content-Range: bytes 8-9/10", "", "89", `--${boundary}--`, ""],
    ].join("\r\n"),
  );
});

test("a file: rewritten where that is asked for, under another tag", async () => {
  const { head, body } = await ask("GET /rewritten/page.html");
  assert.equal(
    body.slice(body.indexOf("<a"), body.indexOf("</a>") + 4),
    '<a href="http://www.example.com/x">\xc3\xa9</a>',
  );
  assert.match(field(head, "ETag") ?? "", /-ro\w{6}"$/);
});

test("a file: rewritten within its compression; of what is rewritten there are no ranges", async () => {
  const moved = CSS.replace("legacy.internal:8080", "www.example.com");
  const { head, body } = await ask("GET /rewritten/a.css", "Accept-Encoding: br", "Range: bytes=0-2");
  assert.match(head, /^HTTP\/1\.1 200 /);
  const chunks = [...body.matchAll(/([0-9a-f]+)\r\n([\s\S]*?)\r\n(?=[0-9a-f]+\r\n)/g)].map(([, , chunk]) => chunk);
  assert.equal(brotliDecompressSync(Buffer.from(chunks.join(""), "latin1")).toString(), moved);
});

test("a file: the log names the root", async () => {
  records.length = 0;
  await ask("GET /static/a.css");
  const [record] = records;
  assert.equal(record?.upstream, `file://${folder}/site`);
  assert.equal(record?.status, 200);
});

test("a file that cannot be read", { skip: process.getuid?.() === 0 && "root reads everything" }, async () => {
  const file = join(folder, "site/static/locked.txt");
  await writeFile(file, SECRET);
  await chmod(file, 0);
  assert.match((await ask("GET /static/locked.txt")).head, /^HTTP\/1\.1 403 /);
});

// Caddy CVE-2022-28923, CVE-2026-52844, Echo CVE-2026-25766, Fiber CVE-2026-25891, fasthttp CVE-2022-21221
for (const path of [
  "/static/../../secret.txt",
  "/static/%2e%2e/%2e%2e/secret.txt",
  "/static/..%2f..%2fsecret.txt",
  "/static/%2e%2e%2f%2e%2e%2fsecret.txt",
  "/static/..%5c..%5csecret.txt",
  "/static/..\\..\\secret.txt",
  "/static/%252e%252e%252f%252e%252e%252fsecret.txt",
  "/static/..;/..;/secret.txt",
  "/static/.../secret.txt",
  "/static/....//....//secret.txt",
  "/static/%c0%ae%c0%ae/%c0%ae%c0%ae/secret.txt",
  "/static/plain.txt%00.css",
  "/static/plain.txt\0",
  "/static/folder/../../../secret.txt",
  "/static//../..//secret.txt",
  "/static/out.txt",
  "/static/out/x.txt",
  "/static/git/config",
  "/static/.hidden",
  "/static/%2ehidden",
  "/static/.git/config",
  "/static/folder/../.git/config",
  "/static/loop",
  "/static/plain.txt.",
  "/static/plain.txt%20",
  "/static/PLAIN.TXT",
  "/static/plain.txt::$DATA",
  "/STATIC/../static/.hidden",
]) {
  test(`no way out: ${JSON.stringify(path)}`, async () => {
    const { head, body } = await ask(`GET ${path}`);
    assert.match(head, /^HTTP\/1\.1 (?:400|404|502) /);
    assert.doesNotMatch(body, /the secret/);
  });
}
