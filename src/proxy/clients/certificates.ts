import { constants, createPrivateKey, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { createSecureContext, type SecureContext, type SecureContextOptions } from "node:tls";
import type { CertificateInput } from "../../config/config.ts";
import { systemReason } from "../../config/system-error.ts";
import { ReoriginError } from "../../errors.ts";

/** A certificate with its key, ready to be shown. */
export interface Certificate {
  readonly x509: X509Certificate;
  readonly context: SecureContext;
  /** The files of the context. */
  readonly options: SecureContextOptions;
}

/** @throws ReoriginError ERR_CERTIFICATE */
export function readCertificate({ cert: certFile, key: keyFile }: CertificateInput): Certificate {
  try {
    const [cert, key] = [readFileSync(certFile), readFileSync(keyFile)];
    const options = { ...OPTIONS, cert, key };
    const x509 = new X509Certificate(cert);
    // OpenSSL lets a key of another algorithm pass.
    if (!x509.checkPrivateKey(createPrivateKey(key))) throw new Error("the key belongs to another");
    return { x509, context: createSecureContext(options), options };
  } catch (error) {
    const state = (error as { reason?: string }).reason ?? systemReason(error);
    throw new ReoriginError("ERR_CERTIFICATE", `Cannot use the certificate "${certFile}": ${state}`, { cause: error });
  }
}

/** RFC 9113 section 9.2.1: no renegotiation. */
const OPTIONS: SecureContextOptions = {
  minVersion: "TLSv1.2",
  honorCipherOrder: true,
  secureOptions: constants.SSL_OP_NO_RENEGOTIATION,
};

/**
 * The certificate for a name that a client asks for: one that has the name itself, else one with a wildcard for it (RFC
 * 6125 section 6.4), else undefined. Only alternative names count.
 */
export function certificateFor(name: string, certificates: readonly Certificate[]): Certificate | undefined {
  return (
    certificates.find(({ x509 }) => x509.checkHost(name, { subject: "never", wildcards: false }) !== undefined) ??
    certificates.find(({ x509 }) => x509.checkHost(name, WITH_WILDCARDS) !== undefined)
  );
}

const WITH_WILDCARDS = { subject: "never", partialWildcards: false } as const;
