import { ANY_HOST, isPattern } from "../url/host-pattern.ts";
import { type Place, parsePlace, parseTarget } from "../url/place.ts";
import { holdsMonster, MONSTERS } from "../url/virtual-host-monster.ts";
import { FORMATS } from "./formats.ts";
import type { Path, Problem } from "./problem.ts";
import { select, selectTexts } from "./select.ts";

/** What is wrong with the hosts of routes, and with how the public origin goes through paths. */
export function checkVirtualHosts(options: unknown): Problem[] {
  return [
    ...select(options, "routes.*").flatMap(({ path, value }) => checkRoute(value, path)),
    ...checkAccept(options),
  ];
}

/** One public place of a route. */
interface Public {
  readonly path: Path;
  readonly text: string;
  readonly place: Place;
}

function checkRoute(route: unknown, path: Path): Problem[] {
  const publics = selectTexts(route, "public.*")
    .filter(({ value }) => FORMATS.target(value))
    .map((found): Public => ({ path: [...path, ...found.path], text: found.value, place: parseTarget(found.value) }));
  const problems = [
    ...publics.flatMap((own) => MONSTER_CHECKS.flatMap((check) => check(own, route) ?? [])),
    ...checkMapsBack(route, path),
  ];
  return isForFiles(route) ? problems : [...problems, ...checkAnyHost(publics)];
}

function isForFiles(route: unknown): boolean {
  return select(route, "root").length > 0 && select(route, "rewriteFiles").every(({ value }) => value !== true);
}

/** Whatever a request calls us must not get into a document. */
function checkAnyHost(publics: readonly Public[]): Problem[] {
  const named = publics.filter(({ place }) => !isPattern(place.host));
  return publics
    .filter(({ place }) => place.host === ANY_HOST && !named.some((other) => other.place.path === place.path))
    .map(({ path, text, place }) => ({
      path,
      message: `"${text}" needs a public URL beside it whose host has a name and whose path is "${place.path}/": it is never written itself`,
    }));
}

type MonsterCheck = (own: Public, route: unknown) => Problem | undefined;

/** What the grammars cannot say. */
const MONSTER_CHECKS: readonly MonsterCheck[] = [
  ({ path, text, place }, route) =>
    grammarOf(route) === "nevow" && place.host.startsWith("[")
      ? { path, message: `"${text}" cannot be told to a nevow application: its grammar has no place for IPv6` }
      : undefined,
  ({ path, text, place }, route) => {
    if (grammarOf(route) !== "nevow") return undefined;
    const inside = internalPath(route) ?? firstPublicPath(route);
    if (inside === undefined || inside === place.path) return undefined;
    return { path, message: `"${text}" needs the path "${inside}/" of its application: nevow knows no mount` };
  },
  ({ path, text, place }, route) => {
    const grammar = grammarOf(route);
    if (!grammar || !holdsMonster(place.path, MONSTERS[grammar]())) return undefined;
    return {
      path,
      message: `"${text}" cannot be told to a ${grammar} application: its path holds a part of the grammar`,
    };
  },
];

/** Requests to an application that goes by its public name hold no name that it does not know. */
function checkMapsBack(route: unknown, path: Path): Problem[] {
  if (!grammarOf(route)) return [];
  return ["rewrite.forms", "rewrite.query"]
    .flatMap((option) => select(route, option))
    .filter(({ value }) => value === true)
    .map((found) => ({
      path: [...path, ...found.path],
      isKey: true,
      message: "cannot stand beside virtualHostMonster: its application knows its public URLs",
    }));
}

function grammarOf(route: unknown): keyof typeof MONSTERS | undefined {
  const [name] = selectTexts(route, "virtualHostMonster");
  return name?.value === "nevow" || name?.value === "zope" ? name.value : undefined;
}

function internalPath(route: unknown): string | undefined {
  const [internal] = selectTexts(route, "internal");
  return internal && FORMATS.place(internal.value) ? parsePlace(internal.value).path : undefined;
}

function firstPublicPath(route: unknown): string | undefined {
  const [first] = selectTexts(route, "public.*");
  return first && FORMATS.target(first.value) ? parseTarget(first.value).path : undefined;
}

function checkAccept(options: unknown): Problem[] {
  const [accepted] = selectTexts(options, "accept.virtualHostMonster.*");
  const isAnyoneTrusted = selectTexts(options, "trustedProxies.*").length > 0;
  if (!accepted || isAnyoneTrusted) return [];
  return [{ path: accepted.path, message: 'needs "trustedProxies": nobody else may say where a request comes from' }];
}
