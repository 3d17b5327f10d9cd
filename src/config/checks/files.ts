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
      const error = failure(() => open(file));
      return error === undefined ? [] : { path, message: `expected ${expected}, found ${foundAt(file, error)}` };
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

/** What there is instead of a file. Errors of the TLS library would not help a user. */
function foundAt(file: string, error: unknown): string {
  const { code = "" } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return `nothing at "${file}"`;
  return code.startsWith("ERR_OSSL") ? `"${file}"` : `"${file}": ${systemReason(error)}`;
}

/** What an action throws; undefined if it does not. */
function failure(action: () => unknown): unknown {
  try {
    action();
    return undefined;
  } catch (error) {
    return error;
  }
}
