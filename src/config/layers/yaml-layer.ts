import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { type Alias, type Document, LineCounter, parseDocument, visit, type YAMLError } from "yaml";
import { ReoriginError } from "../../errors.ts";
import { formatPath, show } from "../problem.ts";
import { systemReason } from "../system-error.ts";
import type { Complaint, Layer } from "./layer.ts";
import { offsetOf, startOf } from "./yaml-position.ts";
import { syntaxMessage } from "./yaml-syntax.ts";

/** @throws {ReoriginError} ERR_USAGE when the file cannot be read. */
export function fileLayer(file: string): Layer {
  try {
    return yamlLayer(readFileSync(file, "utf8"), file);
  } catch (error) {
    throw new ReoriginError("ERR_USAGE", `Cannot read configuration "${file}": ${systemReason(error)}`, {
      cause: error,
    });
  }
}

/**
 * YAML 1.2 text, and so JSON text too.
 *
 * @param file its name, for messages and for the relative file names in it
 */
export function yamlLayer(text: string, file: string): Layer {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: "error" });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { place: `${file}:${line}:${col}`, offset };
  };
  const problems: Complaint[] = document.errors.map((error) => ({
    location: at(error.pos[0]),
    message: syntaxMessage(error, text),
  }));
  const complain: Complain = (message, node) => problems.push({ location: at(startOf(node) ?? 0), message });
  const options = document.errors.every(isHarmless) ? toOptions(document, complain) : undefined;
  return {
    options: options ?? {},
    directory: dirname(resolve(file)),
    problems,
    isReadable: options !== undefined,
    locate: (path, isKey) => ({ ...at(offsetOf(document, path, isKey)), subject: formatPath(path) }),
  };
}

type Complain = (message: string, node: unknown) => void;

function toOptions(document: Document, complain: Complain): Record<string, unknown> | undefined {
  const strays = straysOf(document);
  for (const alias of strays) complain(`expected &${alias.source} before *${alias.source}, found none`, alias);
  if (strays.length > 0) return undefined;
  try {
    const value: unknown = document.toJS() ?? {};
    if (typeof value === "object" && !Array.isArray(value)) return value as Record<string, unknown>;
    complain(`expected a mapping such as "routes: …", found ${show(value)}`, document.contents);
  } catch (error) {
    complain((error as Error).message, document.contents);
  }
  return undefined;
}

/** The aliases without an anchor. */
function straysOf(document: Document): Alias[] {
  const strays: Alias[] = [];
  visit(document, {
    Alias: (_, alias) => {
      if (!alias.resolve(document)) strays.push(alias);
    },
  });
  return strays;
}

function isHarmless({ code }: YAMLError): boolean {
  return code === "DUPLICATE_KEY";
}
