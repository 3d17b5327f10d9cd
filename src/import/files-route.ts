import { withoutLastSlashes } from "../url/parsing/path.ts";
import type { Statement } from "./directives/statement.ts";
import { type PublicNames, publicUrls } from "./public-names.ts";
import { addRoute, type ImportedRoute, type Site } from "./site.ts";

/** A site's path that a directory answers. */
export interface StaticPath {
  readonly statement: Statement;
  readonly path: string;
  /** The document root: `/srv/www` if the files of `/static/` are in `/srv/www/static/`. */
  readonly root: string;
}

export function filesRoute({ statement, path, root }: StaticPath, names: PublicNames): ImportedRoute {
  const notes = root.startsWith("/") ? [] : [{ ...statement, reason: RELATIVE }];
  return { statement, public: publicUrls(names, path), aliases: [], upstream: [], root, notes };
}

const RELATIVE = "a relative root begins at the configuration file";

/**
 * The document root of a path with its own directory: `/srv/www` for `/static/` in `/srv/www/static`.
 *
 * @returns undefined if the directory does not end in the path. The public path is always kept below a root.
 */
export function rootAbove(path: string, directory: string): string | undefined {
  const below = withoutLastSlashes(path);
  const own = withoutLastSlashes(directory);
  return own.endsWith(below) ? own.slice(0, own.length - below.length) || "/" : undefined;
}

export const RENAMED = "the path is kept below a root, so the directory must end in it";

/** The paths of a site, by what answers them. */
export interface Layout {
  readonly applications: readonly { readonly path: string }[];
  /** Paths that are exempt from an application. */
  readonly exceptions: readonly Omit<StaticPath, "root">[];
  /** If there are two for one path, the first counts. */
  readonly staticPaths: readonly StaticPath[];
}

/** Adds routes for files that no application hides, and notes about exceptions that no files answer. */
export function addFiles(site: Site, layout: Layout): void {
  for (const visible of visiblePaths(layout)) addRoute(site, visible.statement, filesRoute(visible, site.names));
  for (const { statement, path } of layout.exceptions) {
    if (!longest(layout.staticPaths, path)) addRoute(site, statement, "what answers it is not in this file");
  }
}

function visiblePaths({ applications, exceptions, staticPaths }: Layout): StaticPath[] {
  const parts = exceptions.flatMap(({ statement, path }) => {
    const around = longest(staticPaths, path);
    return around ? { statement, path, root: around.root } : [];
  });
  const byPath = new Map(staticPaths.toReversed().map((staticPath) => [staticPath.path, staticPath]));
  const open = [...byPath.values()].reverse().filter(({ path }) => {
    const application = longest(applications, path);
    const exception = longest(exceptions, path);
    return !application || (exception && exception.path.length > application.path.length);
  });
  return [...parts, ...open];
}

/** The candidate with the longest path that a path lies below. */
export function longest<T extends { readonly path: string }>(candidates: readonly T[], path: string): T | undefined {
  return candidates
    .filter((candidate) => isBelow(path, candidate.path))
    .reduce<T | undefined>(
      (best, candidate) => (best && best.path.length >= candidate.path.length ? best : candidate),
      undefined,
    );
}

function isBelow(path: string, prefix: string): boolean {
  return `${withoutLastSlashes(path)}/`.startsWith(`${withoutLastSlashes(prefix)}/`);
}
