import assert from "node:assert/strict";
import { generateKeyPairSync, X509Certificate } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { copyFile, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { type ConnectionOptions, connect, type TLSSocket } from "node:tls";
import type { CertificateInput, ListenInput } from "../../../src/config/config.ts";
import { resolveOptions } from "../../../src/config/resolve.ts";
import { ReverseProxy } from "../../../src/proxy/reverse-proxy.ts";
import { certificate, exchange, startHttp2 } from "../http2/fixture.ts";
import { RawServer } from "../raw-connection.ts";

const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

async function handshake(port: number, options: ConnectionOptions = {}): Promise<TLSSocket> {
  const socket = connect({ port, host: "127.0.0.1", rejectUnauthorized: false, ...options });
  await once(socket, "secureConnect");
  return socket;
}

/** The fingerprint of what is shown. */
async function shown(port: number, servername?: string): Promise<string | undefined> {
  const socket = await handshake(port, servername === undefined ? {} : { servername });
  const { fingerprint256 } = socket.getPeerCertificate();
  socket.destroy();
  return fingerprint256;
}

function fingerprint(name: Parameters<typeof certificate>[0]): string {
  return new X509Certificate(readFileSync(certificate(name).cert)).fingerprint256;
}

const names = [
  { name: "a name of the first", asked: "www.example.com", expected: "www" },
  { name: "a name of another", asked: "other.example.net", expected: "other" },
  { name: "in other case", asked: "OTHER.example.NET", expected: "other" },
  { name: "a wildcard", asked: "a.apps.example.com", expected: "apps" },
  { name: "the wildcard's own domain, where it is named, too", asked: "apps.example.com", expected: "apps" },
  { name: "two labels below a wildcard", asked: "a.b.apps.example.com", expected: "www" },
  { name: "a name that nobody has", asked: "nobody.example.org", expected: "www" },
  { name: "no name", asked: undefined, expected: "www" },
] as const;

for (const { name, asked, expected } of names) {
  test(`SNI: ${name}`, async (t) => {
    const certificates = [certificate("other"), certificate("apps")];
    const { port } = await startHttp2(t, await RawServer.answering(OK), { listen: { certificates } });
    assert.equal(await shown(port, asked), fingerprint(expected));
  });
}

test("SNI: without cert and key, the first of the list is shown by default", async (t) => {
  const upstream = await RawServer.answering(OK);
  const port = await listenWith(t, upstream, { certificates: [certificate("apps"), certificate("other")] });
  assert.equal(await shown(port), fingerprint("apps"));
  assert.equal(await shown(port, "other.example.net"), fingerprint("other"));
});

const protocols = [
  { name: "both", asked: ["h2", "http/1.1"], http2: true, expected: "h2" },
  { name: "both, in another order", asked: ["http/1.1", "h2"], http2: true, expected: "h2" },
  { name: "HTTP/1.1 alone", asked: ["http/1.1"], http2: true, expected: "http/1.1" },
  { name: "none", asked: undefined, http2: true, expected: false },
  { name: "both, where HTTP/2 is off", asked: ["h2", "http/1.1"], http2: false, expected: "http/1.1" },
] as const;

for (const { name, asked, http2, expected } of protocols) {
  test(`ALPN: ${name}`, async (t) => {
    const { port } = await startHttp2(t, await RawServer.answering(OK), { listen: { http2 } });
    const socket = await handshake(port, asked && { ALPNProtocols: [...asked] });
    assert.equal(socket.alpnProtocol, expected);
    if (expected !== "h2") {
      socket.write("GET / HTTP/1.1\r\nHost: www.example.com\r\n\r\n");
      const [chunk] = await once(socket, "data");
      assert.match(String(chunk), /^HTTP\/1\.1 200 OK\r\n/);
    }
    socket.destroy();
  });
}

const refused = [
  { name: "a protocol that nobody speaks", options: { ALPNProtocols: ["h3"] } },
  { name: "HTTP/2 where it is off", options: { ALPNProtocols: ["h2"] }, http2: false },
  { name: "TLS 1.1", options: { minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" } },
  { name: "TLS 1.0", options: { minVersion: "TLSv1", maxVersion: "TLSv1", ciphers: "DEFAULT@SECLEVEL=0" } },
] as const;

for (const { name, options, ...listen } of refused) {
  test(`TLS: refused: ${name}`, async (t) => {
    const { port } = await startHttp2(t, await RawServer.answering(OK), { listen });
    await assert.rejects(handshake(port, options as unknown as ConnectionOptions), /alert|ECONNRESET/);
  });
}

for (const version of ["TLSv1.2", "TLSv1.3"] as const) {
  test(`TLS: ${version}`, async (t) => {
    const { port } = await startHttp2(t, await RawServer.answering(OK));
    const socket = await handshake(port, { minVersion: version, maxVersion: version, ALPNProtocols: ["h2"] });
    assert.equal(socket.getProtocol(), version);
    socket.destroy();
  });
}

test("TLS: a handshake that does not go on is given up", async (t) => {
  const { client } = await startHttp2(t, await RawServer.answering(OK), { limits: { requestHeadersTimeoutMs: 100 } });
  const connection = await client();
  connection.send("\x16\x03\x01");
  await connection.end();
});

/** A certificate in files that can be exchanged, the way a certificate manager does. */
async function renewable(t: TestContext): Promise<CertificateInput & { replace(by: CertificateInput): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "reorigin-"));
  t.after(() => rm(folder, { recursive: true }));
  const files = { cert: join(folder, "site.crt"), key: join(folder, "site.key") };
  const put = async (from: string, to: string) => {
    await copyFile(from, `${to}.new`);
    await rename(`${to}.new`, to);
  };
  const replace = async (by: CertificateInput) => {
    await put(by.cert, files.cert);
    await put(by.key, files.key);
  };
  await replace(certificate("www"));
  return { ...files, replace };
}

async function listenWith(t: TestContext, upstream: RawServer, listen: Omit<ListenInput, "address">): Promise<number> {
  const { proxy } = proxyWith(upstream, listen);
  const [address] = await proxy.listen();
  t.after(() => Promise.all([upstream.close(), proxy.close(0)]));
  return address?.port ?? 0;
}

/** @param problems takes what the observer is told of certificates */
function proxyWith(upstream: RawServer, listen: Omit<ListenInput, "address">, problems: unknown[] = []) {
  const route = { public: "https://www.example.com/", internal: "http://legacy.internal/", upstream: upstream.origin };
  const input = { listen: { address: "127.0.0.1:0", ...listen }, routes: [route] };
  const config = resolveOptions(input, () => "/");
  const observer = {
    started() {},
    ended() {},
    certificatesChanged: (_: string, problem: unknown) => problems.push(problem),
  };
  return { config, proxy: new ReverseProxy(config, observer) };
}

async function eventually(isSo: () => Promise<boolean> | boolean): Promise<void> {
  for (let i = 0; i < 200; i++) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail("not in ten seconds");
}

test("F8 a certificate is renewed under load: 100 connections go on, and new ones see the new one", async (t) => {
  const files = await renewable(t);
  const { session, port } = await startHttp2(t, await RawServer.answering(OK), { listen: files });
  const sessions = Array.from({ length: 100 }, session);
  const ask = async () => {
    for (const { status, errorCode } of await Promise.all(sessions.map((each) => exchange(each)))) {
      assert.deepEqual({ status, errorCode }, { status: 200, errorCode: 0 });
    }
  };
  await ask();
  await files.replace(certificate("renewed"));
  await eventually(async () => {
    await ask();
    return (await shown(port)) === fingerprint("renewed");
  });
  await ask();
  for (const each of sessions) assert.equal(each.closed, false);
});

const RENEWALS = 100;

// By reloads: files are looked at once in a second only.
test("F7 F8 100 renewals under load: no handshake and no request fails", { timeout: 60_000 }, async (t) => {
  const { proxy, config } = proxyWith(await answering(t), certificate("www"));
  const [address] = await proxy.listen();
  t.after(() => proxy.close(0));
  const port = address?.port ?? 0;
  const kinds = ["www", "renewed"] as const;
  const good = new Set<string | undefined>(kinds.map(fingerprint));
  let isOver = false;
  let requests = 0;
  const load = Array.from({ length: 3 }, async () => {
    while (!isOver) {
      const socket = await handshake(port);
      assert.ok(good.has(socket.getPeerCertificate().fingerprint256));
      socket.write("GET / HTTP/1.1\r\nHost: www.example.com\r\nConnection: close\r\n\r\n");
      let answer = "";
      for await (const chunk of socket) answer += chunk;
      assert.match(answer, /^HTTP\/1\.1 200 [\s\S]*\r\n\r\nok$/);
      requests++;
    }
  });
  const failed = Promise.all(load);
  for (let renewal = 1; renewal <= RENEWALS; renewal++) {
    const kind = kinds[renewal % 2]!;
    await Promise.race([
      proxy.reload({ ...config, listen: [{ address: "127.0.0.1:0", ...certificate(kind) }] }),
      failed,
    ]);
    assert.equal(await shown(port), fingerprint(kind));
  }
  isOver = true;
  await failed;
  assert.ok(requests > 10, `${requests} requests`);
});

async function answering(t: TestContext): Promise<RawServer> {
  const upstream = await RawServer.answering(OK);
  t.after(() => upstream.close());
  return upstream;
}

const RSA_KEY = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ type: "pkcs8", format: "pem" });

const spoilt = [
  {
    name: "a key that belongs to another",
    spoil: ({ key }: CertificateInput) => copyFile(certificate("other").key, key),
  },
  { name: "a key of another algorithm", spoil: ({ key }: CertificateInput) => writeFile(key, RSA_KEY) },
  { name: "a certificate that is none", spoil: ({ cert }: CertificateInput) => writeFile(cert, "nothing") },
  { name: "a key that is gone", spoil: ({ key }: CertificateInput) => rm(key) },
] as const;

for (const { name, spoil } of spoilt) {
  test(`F8 ${name} keeps the old certificate, until the files are good`, async (t) => {
    const files = await renewable(t);
    const upstream = await RawServer.answering(OK);
    const problems: unknown[] = [];
    const { proxy } = proxyWith(upstream, { cert: files.cert, key: files.key }, problems);
    const [address] = await proxy.listen();
    t.after(() => Promise.all([upstream.close(), proxy.close(0)]));
    const port = address?.port ?? 0;
    await spoil(files);
    await eventually(() => problems.length > 0);
    assert.match(String(problems[0]), /^ReoriginError: Cannot use the certificate ".*site\.crt": \S/);
    assert.equal(await shown(port), fingerprint("www"));
    await files.replace(certificate("renewed"));
    await eventually(async () => (await shown(port)) === fingerprint("renewed"));
    assert.equal(problems.at(-1), undefined);
  });
}

test("F8 a configuration with another certificate takes it at once; a bad one changes nothing", async (t) => {
  const upstream = await RawServer.answering(OK);
  const { proxy, config } = proxyWith(upstream, certificate("www"));
  const [address] = await proxy.listen();
  t.after(() => Promise.all([upstream.close(), proxy.close(0)]));
  const port = address?.port ?? 0;
  const listen = (files: CertificateInput) => ({ ...config, listen: [{ address: "127.0.0.1:0", ...files }] });
  const mixed = { cert: certificate("www").cert, key: certificate("other").key };
  await assert.rejects(proxy.reload(listen(mixed)), { code: "ERR_CERTIFICATE" });
  assert.equal(await shown(port), fingerprint("www"));
  await proxy.reload(listen(certificate("renewed")));
  assert.equal(await shown(port), fingerprint("renewed"));
});

test("a certificate that is none is an error at once", () => {
  const listen = { cert: certificate("www").key, key: certificate("www").key };
  assert.throws(() => proxyWith({ origin: "http://127.0.0.1:1" } as RawServer, listen), { code: "ERR_CERTIFICATE" });
});
