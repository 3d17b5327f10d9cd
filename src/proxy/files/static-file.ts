import type { Stats } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";

/** A file that may be served. */
export interface StaticFile {
  /** The document root, with links resolved. */
  readonly root: string;
  /** The file, with links resolved, relative to the root. */
  readonly path: string;
}

/** The target of a path. */
export type Found =
  | { readonly kind: "file"; readonly file: StaticFile }
  | { readonly kind: "folder" }
  | { readonly kind: "nothing" };

/**
 * Looks for a file. Links are followed as far as they stay below the root and lead through no name that begins with a
 * dot; sockets, pipes and devices are no files.
 *
 * @param names see `namesOf`
 * @throws what the file system reports of a file that is there and cannot be looked at
 */
export async function findFile(root: string, names: readonly string[]): Promise<Found> {
  const found = await look(root, names);
  return found?.stats.isDirectory() ? { kind: "folder" } : fileAt(found);
}

/** Looks for the index of a folder, as {@link findFile} does for a file. */
export async function findIndex(root: string, names: readonly string[]): Promise<Found> {
  const found = await look(root, names);
  return found?.stats.isDirectory() ? fileAt(await look(root, [...names, INDEX])) : NOTHING;
}

const INDEX = "index.html";
const NOTHING: Found = { kind: "nothing" };

interface Seen extends StaticFile {
  readonly stats: Stats;
}

function fileAt(seen: Seen | undefined): Found {
  return seen?.stats.isFile() ? { kind: "file", file: { root: seen.root, path: seen.path } } : NOTHING;
}

async function look(folder: string, names: readonly string[]): Promise<Seen | undefined> {
  try {
    const [root, file] = await Promise.all([realpath(folder), realpath(join(folder, ...names))]);
    const path = relative(root, file);
    return leadsOut(path) ? undefined : { root, path, stats: await stat(file) };
  } catch (error) {
    if (ABSENT.has((error as NodeJS.ErrnoException).code ?? "")) return undefined;
    throw error;
  }
}

/** Whether one of its names begins with a dot, as `..` does. */
function leadsOut(path: string): boolean {
  return path.split(sep).some((name) => name.startsWith("."));
}

const ABSENT: ReadonlySet<string> = new Set(["ENOENT", "ENOTDIR", "ELOOP", "ENAMETOOLONG"]);
