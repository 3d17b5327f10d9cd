import { sep } from "node:path";
import { findFile, type StaticFile } from "./static-file.ts";

/** Compressed variants of a file: coding and file name extension, usually smallest first. */
const SIBLINGS = { br: ".br", zstd: ".zst", gzip: ".gz" } as const satisfies Record<string, string>;

/** A variant of a file. */
export interface Variant {
  readonly file: StaticFile;
  /** undefined for the file itself. */
  readonly coding: string | undefined;
  /** Whether there are other variants, so that `Vary` is needed. */
  readonly isOneOfMany: boolean;
}

/**
 * The variant of a file that a client likes best.
 *
 * @param acceptEncoding its Accept-Encoding (RFC 9110 section 12.5.3)
 */
export async function chooseVariant(file: StaticFile, acceptEncoding: string): Promise<Variant> {
  const siblings = await Promise.all(
    Object.entries(SIBLINGS).map(async ([coding, ending]) => ({ coding, file: await siblingOf(file, ending) })),
  );
  const isOneOfMany = siblings.some((sibling) => sibling.file);
  let best: Variant = { file, coding: undefined, isOneOfMany };
  let bestWeight = weightOf("identity", acceptEncoding) ?? LEAST;
  for (const { coding, file: sibling } of siblings) {
    const weight = weightOf(coding, acceptEncoding) ?? weightOf("*", acceptEncoding) ?? 0;
    const isBetter = weight > bestWeight || (weight === bestWeight && weight > 0 && best.coding === undefined);
    if (!sibling || !isBetter) continue;
    best = { file: sibling, coding, isOneOfMany };
    bestWeight = weight;
  }
  return best;
}

/** The preference for an unencoded file, unless the client states one. */
const LEAST = 0.0001;

async function siblingOf({ root, path }: StaticFile, ending: string): Promise<StaticFile | undefined> {
  const found = await findFile(root, `${path}${ending}`.split(sep));
  return found.kind === "file" ? found.file : undefined;
}

/** 0 to 1; undefined when the field does not name the coding. */
export function weightOf(coding: string, field: string): number | undefined {
  for (const member of field.split(",")) {
    const [, name, weight = "1"] = MEMBER.exec(member) ?? [];
    if (name?.toLowerCase() === coding) return Number(weight);
  }
  return undefined;
}

const MEMBER = /^[\t ]*([^\t ;]+)(?:[\t ]*;[\t ]*q=([01](?:\.\d{0,3})?))?[\t ]*$/i;
