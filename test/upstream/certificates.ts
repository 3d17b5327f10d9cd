import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { isIP } from "node:net";

/** A certificate and its key, PEM. */
export interface Credentials {
  readonly cert: string;
  readonly key: string;
}

export interface Wanted {
  /** Host names and IPv4 addresses that it is for. */
  readonly names: readonly string[];
  /** Who signs it; default: itself. */
  readonly issuer?: Authority;
  /** Default: for another day. */
  readonly until?: Date;
}

/** Signs certificates (RFC 5280) with elliptic curves. */
export class Authority implements Credentials {
  readonly name: string;
  readonly cert: string;
  readonly key: string;
  readonly privateKey: KeyObject;

  constructor(name: string) {
    const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    this.name = name;
    this.privateKey = privateKey;
    this.key = pem(privateKey);
    const extension = [BASIC_CONSTRAINTS, der(0x01, Buffer.from([0xff])), der(OCTETS, der(SEQUENCE, der(0x01, TRUE)))];
    this.cert = certificate({ subject: name, publicKey, issuer: this, until: tomorrow(), extension });
  }
}

export function newCredentials({ names, issuer, until = tomorrow() }: Wanted): Credentials {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const subject = names[0] ?? "nobody";
  const general = names.map((name) =>
    isIP(name) ? der(0x87, Buffer.from(name.split(".").map(Number))) : der(0x82, Buffer.from(name)),
  );
  const extension = [ALTERNATIVE_NAME, der(OCTETS, der(SEQUENCE, ...general))];
  const own = { name: subject, privateKey };
  const cert = certificate({ subject, publicKey, issuer: issuer ?? own, until, extension });
  return { cert, key: pem(privateKey) };
}

interface Contents {
  readonly subject: string;
  readonly publicKey: KeyObject;
  readonly issuer: { readonly name: string; readonly privateKey: KeyObject };
  readonly until: Date;
  readonly extension: readonly Buffer[];
}

function certificate({ subject, publicKey, issuer, until, extension }: Contents): string {
  const algorithm = der(SEQUENCE, ECDSA_WITH_SHA256);
  const body = der(
    SEQUENCE,
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    algorithm,
    named(issuer.name),
    der(SEQUENCE, time(new Date(Date.UTC(2020, 0))), time(until)),
    named(subject),
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, der(SEQUENCE, der(SEQUENCE, ...extension))),
  );
  const signature = der(0x03, Buffer.from([0]), sign("sha256", body, issuer.privateKey));
  const encoded = der(SEQUENCE, body, algorithm, signature).toString("base64");
  return `-----BEGIN CERTIFICATE-----\n${encoded.replace(/.{1,64}/g, "$&\n")}-----END CERTIFICATE-----\n`;
}

/** A value of DER (ITU-T X.690). */
function der(tag: number, ...contents: readonly Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  const length = content.length < 0x80 ? [content.length] : [0x82, content.length >> 8, content.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}

function named(commonName: string): Buffer {
  return der(SEQUENCE, der(0x31, der(SEQUENCE, COMMON_NAME, der(0x0c, Buffer.from(commonName)))));
}

function time(date: Date): Buffer {
  return der(0x18, Buffer.from(`${date.toISOString().replace(/\D/g, "").slice(0, 14)}Z`));
}

function tomorrow(): Date {
  return new Date(Date.now() + 86_400_000);
}

function pem(key: KeyObject): string {
  return key.export({ type: "pkcs8", format: "pem" }) as string;
}

const SEQUENCE = 0x30;
const OCTETS = 0x04;
const TRUE = Buffer.from([0xff]);
const ECDSA_WITH_SHA256 = der(0x06, Buffer.from("2a8648ce3d040302", "hex"));
const COMMON_NAME = der(0x06, Buffer.from("550403", "hex"));
const BASIC_CONSTRAINTS = der(0x06, Buffer.from("551d13", "hex"));
const ALTERNATIVE_NAME = der(0x06, Buffer.from("551d11", "hex"));
