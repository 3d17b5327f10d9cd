import { type PublicNames, publicUrls } from "./public-names.ts";
import type { ImportedRoute } from "./site.ts";
import type { Statement } from "./statement.ts";

/** A path of a site that a directory answers. */
export interface Shelf {
  readonly statement: Statement;
  readonly path: string;
  /** The directory that holds the path's own: `/srv/www`, where the files of `/static/` are below `/srv/www/static/`. */
  readonly root: string;
}

export function filesRoute({ statement, path, root }: Shelf, names: PublicNames): ImportedRoute {
  const notes = root.startsWith("/") ? [] : [{ ...statement, reason: RELATIVE }];
  return { statement, public: publicUrls(names, path), aliases: [], upstream: [], root, notes };
}

const RELATIVE = "a relative root begins at the configuration file";

/**
 * The directory above, for a path that has a directory of its own: `/srv/www` for `/static/` in `/srv/www/static`.
 *
 * @returns undefined when the directory is called something else: the public path is kept below a root
 */
export function rootAbove(path: string, directory: string): string | undefined {
  const below = path.replace(/\/+$/, "");
  const own = directory.replace(/\/+$/, "");
  return own.endsWith(below) ? own.slice(0, own.length - below.length) || "/" : undefined;
}

export const RENAMED = "the path is kept below a root, so the directory must end in it";

/** What a site answers, path by path. */
export interface Layout {
  readonly applications: readonly { readonly path: string }[];
  /** Paths below those that files answer all the same. */
  readonly exceptions: readonly Omit<Shelf, "root">[];
  readonly shelves: readonly Shelf[];
}

/** The shelves that show: those that no application covers, and parts of others. */
export function visibleShelves({ applications, exceptions, shelves }: Layout): Shelf[] {
  const parts = exceptions.flatMap(({ statement, path }) => {
    const shelf = longest(shelves, path);
    return shelf ? { statement, path, root: shelf.root } : [];
  });
  const open = [...Map.groupBy(shelves, ({ path }) => path).values()]
    .flatMap(([first]) => first ?? [])
    .filter(({ path }) => {
      const application = longest(applications, path);
      const exception = longest(exceptions, path);
      return !application || (exception && exception.path.length > application.path.length);
    });
  return [...parts, ...open];
}

/** Of some paths the longest that a path lies below. */
export function longest<T extends { readonly path: string }>(candidates: readonly T[], path: string): T | undefined {
  return candidates
    .filter((candidate) => isBelow(path, candidate.path))
    .reduce<T | undefined>(
      (best, candidate) => (best && best.path.length >= candidate.path.length ? best : candidate),
      undefined,
    );
}

function isBelow(path: string, prefix: string): boolean {
  return `${path.replace(/\/+$/, "")}/`.startsWith(`${prefix.replace(/\/+$/, "")}/`);
}
