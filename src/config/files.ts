import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { createSecureContext } from "node:tls";
import type { Problem } from "./problem.ts";
import { select, selectTexts } from "./select.ts";
import { systemReason } from "./system-error.ts";

/** Which options name files, and what each file must be: option → open it, or throw. */
const FILES = {
  "listen.*.cert": open,
  "listen.*.key": open,
  "routes.*.root": (file) => {
    if (!statSync(file).isDirectory()) throw new Error("it is no directory");
  },
} as const satisfies Record<string, (file: string) => unknown>;

/**
 * Looks at the files that a configuration names.
 *
 * @param directoryOf where the relative file names of a top-level option begin
 */
export function checkFiles(options: unknown, directoryOf: (option: string) => string): Problem[] {
  const problems: Problem[] = [];
  for (const [pattern, attempt] of Object.entries(FILES)) {
    for (const { path, value } of selectTexts(options, pattern)) {
      const file = resolve(directoryOf(String(path[0])), value);
      const reason = failure(() => attempt(file));
      if (reason) problems.push({ path, message: `Cannot read "${file}": ${reason}` });
    }
  }
  return [...problems, ...checkCertificates(options, directoryOf("listen"))];
}

function checkCertificates(options: unknown, directory: string): Problem[] {
  return select(options, "listen.*").flatMap((listen) => {
    const [cert, key] = ["cert", "key"].map((name) => selectTexts(listen.value, name)[0]?.value);
    if (cert === undefined || key === undefined) return [];
    const [certFile, keyFile] = [resolve(directory, cert), resolve(directory, key)];
    if (failure(() => [certFile, keyFile].map(open))) return [];
    const reason = failure(() => createSecureContext({ cert: open(certFile), key: open(keyFile) }));
    return reason
      ? { path: [...listen.path, "cert"], message: `Cannot use "${certFile}" with key "${keyFile}": ${reason}` }
      : [];
  });
}

function open(file: string): Buffer {
  return readFileSync(file);
}

function failure(action: () => unknown): string | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    return systemReason(error);
  }
}
