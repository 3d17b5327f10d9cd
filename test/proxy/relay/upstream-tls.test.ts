import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type ServerOptions } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import type { TLSSocket } from "node:tls";
import type { UpstreamTlsOptions } from "../../../src/config/config.ts";
import { Authority, type Credentials, newCredentials } from "../../upstream/certificates.ts";
import { request, startProxy } from "../fixture.ts";
import { RawServer } from "../raw-connection.ts";

const AUTHORITY = new Authority("a private authority");
const OTHER = new Authority("another one");
const NAME = "legacy.internal";
const YESTERDAY = new Date(Date.now() - 86_400_000);
const GOOD = newCredentials({ names: [NAME, "127.0.0.1", "localhost"], issuer: AUTHORITY });

interface Setting {
  readonly credentials: Credentials;
  /** Whether the authority is the route's `ca`. Default true. */
  readonly isTrusted?: boolean;
  readonly tls?: Partial<UpstreamTlsOptions>;
  /** Of the upstream's URL. Default 127.0.0.1. */
  readonly host?: string;
  readonly internal?: string;
  readonly server?: ServerOptions;
}

/** What a client gets of an application behind TLS: a status, and the name that was asked for in the handshake. */
async function ask(t: TestContext, setting: Setting): Promise<string> {
  const { credentials, isTrusted = true, tls = {}, host = "127.0.0.1", internal = `https://${NAME}/` } = setting;
  const application = createServer({ ...credentials, ...setting.server }, ({ socket }, response) => {
    response.end(`name: ${(socket as TLSSocket).servername}`);
  });
  await new Promise<void>((resolve) => application.listen(0, "127.0.0.1", resolve));
  const folder = mkdtempSync(join(tmpdir(), "reorigin-"));
  const ca = join(folder, "ca.pem");
  writeFileSync(ca, AUTHORITY.cert);
  t.after(() => {
    application.close();
    application.closeAllConnections();
    rmSync(folder, { recursive: true });
  });
  const upstream = `https://${host}:${(application.address() as AddressInfo).port}`;
  const upstreamTls = { ...(isTrusted && { ca }), ...tls };
  const proxy = await startProxy(t, await RawServer.listen(), {
    routes: [{ public: "http://www.example.com/", internal, upstream, upstreamTls }],
  });
  const answer = await proxy.ask(request("GET /", "Connection: close"));
  return `${answer.slice(9, 12)} ${/(?:name: |The application )[^\r\n]*/.exec(answer)?.[0]}`;
}

const UNTRUSTED = /^502 The application cannot be trusted\.$/;
const cases: (Setting & { name: string; expected: RegExp })[] = [
  { name: "a certificate of the application's name", credentials: GOOD, expected: /^200 name: legacy\.internal$/ },
  {
    name: "of an upstream's own name",
    credentials: newCredentials({ names: ["localhost"], issuer: AUTHORITY }),
    host: "localhost",
    expected: /^200 name: localhost$/,
  },
  {
    name: "of an upstream's address, where nothing has a name",
    credentials: newCredentials({ names: ["127.0.0.1"], issuer: AUTHORITY }),
    internal: "https://10.0.0.1/",
    expected: /^200 name: false$/,
  },
  {
    name: "of another address",
    credentials: newCredentials({ names: ["127.0.0.2"], issuer: AUTHORITY }),
    internal: "https://10.0.0.1/",
    expected: UNTRUSTED,
  },
  {
    name: "of another name",
    credentials: newCredentials({ names: ["legacy.example"], issuer: AUTHORITY }),
    expected: UNTRUSTED,
  },
  {
    name: "expired",
    credentials: newCredentials({ names: [NAME], issuer: AUTHORITY, until: YESTERDAY }),
    expected: UNTRUSTED,
  },
  { name: "self-signed", credentials: newCredentials({ names: [NAME] }), expected: UNTRUSTED },
  {
    name: "of another authority",
    credentials: newCredentials({ names: [NAME], issuer: OTHER }),
    expected: UNTRUSTED,
  },
  { name: "of an authority that nobody named", credentials: GOOD, isTrusted: false, expected: UNTRUSTED },
  {
    name: "whatever it is, where it is not to be verified",
    credentials: newCredentials({ names: ["legacy.example"] }),
    isTrusted: false,
    tls: { verify: false },
    expected: /^200 name: legacy\.internal$/,
  },
  {
    name: "TLS 1.2",
    credentials: GOOD,
    server: { maxVersion: "TLSv1.2" },
    expected: /^200 /,
  },
  {
    name: "TLS 1.1",
    credentials: GOOD,
    server: { minVersion: "TLSv1.1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" },
    expected: /^502 /,
  },
];

for (const { name, expected, ...setting } of cases) {
  test(`an upstream with TLS: ${name}`, async (t) => {
    assert.match(await ask(t, setting), expected);
  });
}
