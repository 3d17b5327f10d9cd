import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type YAMLError,
} from "yaml";
import { ReoriginError } from "../errors.ts";
import type { Complaint, Layer } from "./layer.ts";
import { formatPath, type Path, show } from "./problem.ts";
import { systemReason } from "./system-error.ts";

/** @throws {ReoriginError} ERR_CONFIG when the file cannot be read. */
export function fileLayer(file: string): Layer {
  try {
    return yamlLayer(readFileSync(file, "utf8"), file);
  } catch (error) {
    throw new ReoriginError("ERR_CONFIG", `Cannot read configuration "${file}": ${systemReason(error)}`, {
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
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { place: `${file}:${line}:${col}`, offset };
  };
  const problems: Complaint[] = document.errors.map((error) => ({
    location: at(error.pos[0]),
    message: syntaxMessage(error, text),
  }));
  const complain = (message: string) => problems.push({ location: at(0), message });
  const options = document.errors.every(isHarmless) ? toOptions(document, complain) : undefined;
  return {
    options: options ?? {},
    directory: dirname(resolve(file)),
    problems,
    isReadable: options !== undefined,
    locate: (path, isKey) => ({ ...at(offsetOf(document, path, isKey)), subject: formatPath(path) }),
  };
}

function toOptions(document: Document, complain: (message: string) => void): Record<string, unknown> | undefined {
  try {
    const value: unknown = document.toJS() ?? {};
    if (typeof value === "object" && !Array.isArray(value)) return value as Record<string, unknown>;
    complain(`expected a mapping such as "routes: …", found ${show(value)}`);
  } catch (error) {
    complain((error as Error).message);
  }
  return undefined;
}

function isHarmless({ code }: YAMLError): boolean {
  return code === "DUPLICATE_KEY";
}

function syntaxMessage({ code, message, pos: [start] }: YAMLError, text: string): string {
  return code === "DUPLICATE_KEY" ? `${/^[^\s:]*/.exec(text.slice(start))} is there twice` : message;
}

/** Where the value (or key) at a path begins; where the nearest thing around it begins when there is none. */
function offsetOf(document: Document, path: Path, isKey: boolean): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  path.forEach((step, i) => {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      node = pair?.value;
      const isWanted = isKey && i === path.length - 1;
      offset = (isWanted ? undefined : startOf(node)) ?? startOf(pair?.key) ?? offset;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      offset = startOf(node) ?? offset;
    } else {
      node = undefined;
    }
  });
  return offset;
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? (node as Node).range?.[0] : undefined;
}
