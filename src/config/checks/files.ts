import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import { opendirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Problem } from "../problem.ts";
import { select, selectTexts } from "../select.ts";
import { systemReason } from "../system-error.ts";

interface FileKind {
  readonly expected: string;
  /** Throws when the file is not of this kind. */
  readonly open: (file: string) => unknown;
}

/** The options that name files, and what each file must be. */
const FILES = {
  "listen.*.cert": { expected: "a PEM certificate", open: readCertificate },
  "listen.*.key": { expected: "a PEM private key without passphrase", open: readKey },
  "listen.*.certificates.*.cert": { expected: "a PEM certificate", open: readCertificate },
  "listen.*.certificates.*.key": { expected: "a PEM private key without passphrase", open: readKey },
  "routes.*.upstreamTls.ca": { expected: "a PEM certificate", open: readCertificate },
  "routes.*.root": { expected: "a directory", open: (file) => opendirSync(file).closeSync() },
} as const satisfies Record<string, FileKind>;

/**
 * Looks at the files that a configuration names.
 *
 * @param directoryOf where the relative file names of a top-level option begin
 */
export function checkFiles(options: unknown, directoryOf: (option: string) => string): Problem[] {
  const problems = Object.entries(FILES).flatMap(([pattern, { expected, open }]) =>
    selectTexts(options, pattern).flatMap(({ path, value }) => {
      const file = resolve(directoryOf(String(path[0])), value);
      const reason = failure(() => open(file));
      return reason === undefined
        ? []
        : { path, message: `expected ${expected}, found "${file}"${reason && `: ${reason}`}` };
    }),
  );
  return [...problems, ...checkPairs(options, directoryOf("listen"))];
}

/** Mappings with a `cert` and its `key`. */
const PAIRS = ["listen.*", "listen.*.certificates.*"];

function checkPairs(options: unknown, directory: string): Problem[] {
  return PAIRS.flatMap((pattern) => select(options, pattern)).flatMap((listen): Problem[] => {
    const [cert, key] = ["cert", "key"].map((name) => selectTexts(listen.value, name)[0]?.value);
    if (cert === undefined || key === undefined) return [];
    const isPair = () => readCertificate(resolve(directory, cert)).checkPrivateKey(readKey(resolve(directory, key)));
    if (failure(isPair) !== undefined || isPair()) return [];
    return [{ path: [...listen.path, "key"], message: `expected the key of "${cert}", found another one in "${key}"` }];
  });
}

function readCertificate(file: string): X509Certificate {
  return new X509Certificate(readFileSync(file));
}

function readKey(file: string): KeyObject {
  return createPrivateKey(readFileSync(file));
}

/** Why an action throws: "" if the error would not help a user, undefined if it does not throw. */
function failure(action: () => unknown): string | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    const isOpenssl = String((error as NodeJS.ErrnoException).code).startsWith("ERR_OSSL");
    return isOpenssl ? "" : systemReason(error);
  }
}
