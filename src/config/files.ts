import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { createSecureContext } from "node:tls";
import type { Problem } from "./problem.ts";
import { select, selectTexts } from "./select.ts";
import { systemReason } from "./system-error.ts";

/** Which options name files, and what each file must be: option → open it, or throw. */
const FILES = {
  "listen.*.cert": (file) => readFileSync(file),
  "listen.*.key": (file) => readFileSync(file),
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
  for (const [pattern, open] of Object.entries(FILES)) {
    for (const { path, value } of selectTexts(options, pattern)) {
      const file = resolve(directoryOf(String(path[0])), value);
      const reason = failure(() => open(file));
      if (reason) problems.push({ path, message: `Cannot read "${file}": ${reason}` });
    }
  }
  return problems.length > 0 ? problems : checkCertificates(options, directoryOf("listen"));
}

function checkCertificates(options: unknown, directory: string): Problem[] {
  return select(options, "listen.*").flatMap(({ path, value }) => {
    const { cert, key } = (value ?? {}) as { cert?: unknown; key?: unknown };
    if (typeof cert !== "string" || typeof key !== "string") return [];
    const read = (name: string) => readFileSync(resolve(directory, name));
    const reason = failure(() => createSecureContext({ cert: read(cert), key: read(key) }));
    return reason
      ? { path: [...path, "cert"], message: `Cannot use certificate "${cert}" with key "${key}": ${reason}` }
      : [];
  });
}

function failure(action: () => unknown): string | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    return systemReason(error);
  }
}
