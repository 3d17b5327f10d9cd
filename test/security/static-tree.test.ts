import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { request, startProxy } from "../proxy/fixture.ts";
import { RawServer } from "../proxy/raw-connection.ts";

const SECRET = "t0p secret";
let folder = "";

/** A tree to serve, and beside it what must not be served. */
before(() => {
  folder = mkdtempSync(join(tmpdir(), "reorigin-"));
  const below = (name: string) => join(folder, name);
  for (const name of ["site/files/sub", "site/files/.hidden", "site/other", "site-secret"]) {
    mkdirSync(below(name), { recursive: true });
  }
  for (const name of [
    ...["site/secret.txt", "site/other/secret.txt", "site-secret/secret.txt", "secret.txt"],
    ...["site/files/.htpasswd", "site/files/.hidden/secret.txt", "site/files/sub/.env"],
  ]) {
    writeFileSync(below(name), SECRET);
  }
  for (const name of ["site/files/page.html", "site/files/sub/a b.txt", "site/files/%2e%2e", "site/files/x;y"]) {
    writeFileSync(below(name), "public");
  }
  symlinkSync("../../secret.txt", below("site/files/out.txt"));
  symlinkSync(below("secret.txt"), below("site/files/absolute.txt"));
  symlinkSync("..", below("site/files/sub/up"));
  symlinkSync("../../..", below("site/files/sub/further"));
  symlinkSync("loop", below("site/files/loop"));
  symlinkSync(".htpasswd", below("site/files/dotfile.txt"));
  symlinkSync("page.html", below("site/files/in.html"));
  symlinkSync("/dev/zero", below("site/files/zero"));
});

after(() => rmSync(folder, { recursive: true }));

const escapes = [
  ...["/files/../../secret.txt", "/files/%2e%2e/secret.txt", "/files/..%2fsecret.txt", "/files/%2e%2e%2fsecret.txt"],
  ...["/files/..%5csecret.txt", "/files/..%5c..%5csecret.txt", "/files/..\\secret.txt", "/files/%2e%2e%5csecret.txt"],
  ...["/files/%252e%252e/secret.txt", "/files/%252e%252e%252fsecret.txt", "/files/..%252fsecret.txt"],
  ...["/files/%c0%ae%c0%ae/secret.txt", "/files/..%c0%afsecret.txt", "/files/%e0%80%ae%e0%80%ae/secret.txt"],
  ...["/files/..;/secret.txt", "/files/..%00/secret.txt", "/files/page.html%00", "/files/page.html%00.txt"],
  ...["/files//etc/passwd", "/files/%2fetc%2fpasswd", "/files/file:///etc/passwd", "/files/C:/secret.txt"],
  ...["/files/sub/..%2f..%2f..%2fsecret.txt", "/files/sub/%2e%2e/%2e%2e/secret.txt", "/files-secret/secret.txt"],
  ...["/files/out.txt", "/files/absolute.txt", "/files/sub/further/secret.txt", "/files/sub/further/../secret.txt"],
  ...["/files/loop", "/files/zero", "/files/.htpasswd", "/files/%2ehtpasswd", "/files/.hidden/secret.txt"],
  ...[
    "/files/dotfile.txt",
    "/files/sub/.env",
    "/files/sub/up/.htpasswd",
    "/files/./.htpasswd",
    "/files/..",
    "/files/...",
  ],
  ...["/files/~root/.profile", "/files/page.html/", "/files/page.html/../../secret.txt", "/files/%", "/files/%ff"],
];

const served = [
  { path: "/files/page.html", status: 200 },
  { path: "/files/in.html", status: 200 },
  { path: "/files/sub/a%20b.txt", status: 200 },
  { path: "/files/sub/../page.html", status: 200 },
  { path: "/files/sub/up/page.html", status: 200 },
  { path: "/files/x;y", status: 200 },
  { path: "//evil.example/files/sub", status: 404 },
  { path: "/files/sub", status: 301 },
];

describe("B-54 nothing outside of a document root is served, and nothing hidden in it", () => {
  for (const path of escapes) {
    test(path, async (t) => {
      const { ask } = await startFiles(t);
      for (const method of ["GET", "HEAD"]) {
        const received = await ask(request(`${method} ${path}`, "Connection: close"));
        assert.match(received, /^HTTP\/1\.1 40[034] /);
        assert.doesNotMatch(received, /t0p secret|root:/);
      }
    });
  }

  for (const { path, status } of served) {
    test(`${path}: ${status}`, async (t) => {
      const { ask } = await startFiles(t);
      const received = await ask(request(`GET ${path}`, "Connection: close"));
      assert.match(received, new RegExp(`^HTTP/1\\.1 ${status} `));
      if (status === 200) assert.match(received, /\r\n\r\npublic$/);
      assert.doesNotMatch(received, /\r\nLocation: (?!\/files\/sub\/\r)/i);
    });
  }

  for (const method of ["PUT", "DELETE", "POST", "PROPFIND", "MOVE"]) {
    test(`${method} changes nothing`, async (t) => {
      const { ask } = await startFiles(t);
      const received = await ask(request(`${method} /files/page.html`, "Destination: /files/z", "Connection: close"));
      assert.match(received, /^HTTP\/1\.1 405 /);
    });
  }
});

async function startFiles(t: Parameters<typeof startProxy>[0]) {
  const upstream = await RawServer.answering(`HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n`);
  return startProxy(t, upstream, {
    routes: [
      { public: "http://www.example.com/files/", root: join(folder, "site") },
      { public: "http://www.example.com/", upstream: upstream.origin },
    ],
  });
}
