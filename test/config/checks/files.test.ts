import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { checkFiles } from "../../../src/config/checks/files.ts";
import { fileLayer } from "../../../src/config/layers/yaml-layer.ts";
import { CERTIFICATE, KEY } from "../certificate.ts";

const directory = mkdtempSync(join(tmpdir(), "reorigin-"));
after(() => rmSync(directory, { recursive: true }));

const OTHER_KEY = generateKeyPairSync("ec", { namedCurve: "prime256v1" }).privateKey;
const RSA_KEY = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
const PKCS8 = { type: "pkcs8", format: "pem" } as const;

const CONTENTS = {
  "cert.pem": CERTIFICATE,
  "key.pem": KEY,
  "other.pem": OTHER_KEY.export(PKCS8),
  "rsa.pem": RSA_KEY.export(PKCS8),
  "locked.pem": OTHER_KEY.export({ ...PKCS8, cipher: "aes-256-cbc", passphrase: "secret" }),
  "text.txt": "hello\n",
};
for (const [name, content] of Object.entries(CONTENTS)) writeFileSync(join(directory, name), content);

const cases: { name: string; input: object; expected: string[] }[] = [
  { name: "a certificate and its key", input: { listen: { cert: "cert.pem", key: "key.pem" } }, expected: [] },
  {
    name: "the key of another certificate",
    input: { listen: [":80", { cert: "cert.pem", key: "other.pem" }] },
    expected: ['listen.1.key: expected the key of "cert.pem", found another one in "other.pem"'],
  },
  {
    name: "a key of another algorithm, which the TLS library itself lets pass",
    input: { listen: { cert: "cert.pem", key: "rsa.pem" } },
    expected: ['listen.key: expected the key of "cert.pem", found another one in "rsa.pem"'],
  },
  {
    name: "the two swapped",
    input: { listen: { cert: "key.pem", key: "cert.pem" } },
    expected: [
      `listen.cert: expected a PEM certificate, found "${directory}/key.pem"`,
      `listen.key: expected a PEM private key without passphrase, found "${directory}/cert.pem"`,
    ],
  },
  {
    name: "neither is there",
    input: { listen: { cert: "none.pem", key: "/none/key.pem" } },
    expected: [
      `listen.cert: expected a PEM certificate, found nothing at "${directory}/none.pem"`,
      'listen.key: expected a PEM private key without passphrase, found nothing at "/none/key.pem"',
    ],
  },
  {
    name: "certificates for other names",
    input: {
      listen: {
        certificates: [
          { cert: "cert.pem", key: "other.pem" },
          { cert: "none.pem", key: "key.pem" },
        ],
      },
    },
    expected: [
      `listen.certificates.1.cert: expected a PEM certificate, found nothing at "${directory}/none.pem"`,
      'listen.certificates.0.key: expected the key of "cert.pem", found another one in "other.pem"',
    ],
  },
  {
    name: "a key that needs a passphrase",
    input: { listen: { cert: "cert.pem", key: "locked.pem" } },
    expected: [`listen.key: expected a PEM private key without passphrase, found "${directory}/locked.pem"`],
  },
  { name: "a document root", input: { routes: [{ root: "." }] }, expected: [] },
  {
    name: "a document root that is a file, and one that is not there",
    input: { routes: [{ root: "text.txt" }, { root: "none" }] },
    expected: [
      `routes.0.root: expected a directory, found "${directory}/text.txt": it is not a directory`,
      `routes.1.root: expected a directory, found nothing at "${directory}/none"`,
    ],
  },
];

describe("files that a configuration names", () => {
  for (const { name, input, expected } of cases) {
    test(name, () => {
      const problems = checkFiles(input, () => directory);
      assert.deepEqual(
        problems.map(({ path, message }) => `${path.join(".")}: ${message}`),
        expected,
      );
    });
  }

  test("relative names begin at the configuration file", () => {
    const file = join(directory, "reorigin.yaml");
    writeFileSync(file, "routes: []");
    assert.equal(fileLayer(file).directory, directory);
  });

  test("a configuration file that is not there", () => {
    assert.throws(() => fileLayer("/none/reorigin.yaml"), {
      code: "ERR_USAGE",
      message: 'Cannot read configuration "/none/reorigin.yaml": there is no such file',
    });
  });
});
