import { withoutLastSlashes } from "../url/parsing/path.ts";
import type { Statement } from "./directives/statement.ts";
import { type PublicNames, publicUrls } from "./public-names.ts";
import { addRoute, type ImportedRoute, type Site } from "./site.ts";

/** A path of a site that a directory answers. */
export interface StaticPath {
  readonly statement: Statement;
  readonly path: string;
  /** The directory that holds the path's own: `/srv/www`, where the files of `/static/` are below `/srv/www/static/`. */
  readonly root: string;
}

export function filesRoute({ statement, path, root }: StaticPath, names: PublicNames): ImportedRoute {
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
  const below = withoutLastSlashes(path);
  const own = withoutLastSlashes(directory);
  return own.endsWith(below) ? own.slice(0, own.length - below.length) || "/" : undefined;
}

export const RENAMED = "the path is kept below a root, so the directory must end in it";

/** What a site answers, path by path. */
export interface Layout {
  readonly applications: readonly { readonly path: string }[];
  /** Paths below those that are served from files anyway. */
  readonly exceptions: readonly Omit<StaticPath, "root">[];
  /** Of two for one path the first counts. */
  readonly staticPaths: readonly StaticPath[];
}

/** Adds the routes of files that no application covers, and notes about exceptions that no files answer. */
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
  return `${withoutLastSlashes(path)}/`.startsWith(`${withoutLastSlashes(prefix)}/`);
}
