import type { Substitution } from "../expressions/path-expression.ts";
import { longest, type StaticPath } from "../files-route.ts";
import { nearest, type Pass } from "./level.ts";

/**
 * The public paths that a pass answers, each with the path in the request to its servers. lighttpd applies url.rewrite-once
 * before proxy.server, and map-urlpath after it.
 */
export function passedPaths(pass: Pass): Substitution[] {
  const { path, level } = pass;
  const passed = isRewritten(pass) ? rewritesTo(pass) : substituted({ from: path, to: path }, rewritesOf(pass));
  return passed
    .flatMap((passedPath) => substituted(passedPath, nearest(level, "pathMap") ?? []))
    .filter(({ from }, i) => i === 0 || !longest(level.exceptions, from));
}

/** Paths that are exempt from rewriting, if a pass names a rewritten path. Files answer them. */
export function unrewrittenPaths(pass: Pass): Omit<StaticPath, "root">[] {
  if (!isRewritten(pass)) return [];
  const kept = rewritesOf(pass).filter(({ from, to }) => from === to && !to.startsWith(pass.path));
  return kept.map(({ from }) => ({ statement: pass.statement, path: from }));
}

/** Whether a pass names a path that only rewriting creates, such as `/vhost/` for `/`. */
function isRewritten(pass: Pass): boolean {
  return rewritesTo(pass).length > 0;
}

function rewritesTo(pass: Pass): Substitution[] {
  return rewritesOf(pass).filter(({ from, to }) => to.startsWith(pass.path) && !from.startsWith(pass.path));
}

function rewritesOf({ level }: Pass): readonly Substitution[] {
  return nearest(level, "rewrites") ?? [];
}

/** Applies the first matching substitution to a pair's inner path. Earlier ones for paths below it add pairs of their own. */
function substituted({ from, to }: Substitution, substitutions: readonly Substitution[]): Substitution[] {
  const index = substitutions.findIndex((substitution) => to.startsWith(substitution.from));
  const own = substitutions[index] ?? { from: to, to };
  const below = substitutions
    .slice(0, index === -1 ? undefined : index)
    .filter((substitution) => substitution.from.startsWith(to))
    .map((substitution) => ({ from: from + substitution.from.slice(to.length), to: substitution.to }));
  return [{ from, to: own.to + to.slice(own.from.length) }, ...below];
}
