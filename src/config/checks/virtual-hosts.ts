import { ANY_HOST, isPattern } from "../../url/places/host-pattern.ts";
import { type Place, parsePlace, parseTarget } from "../../url/places/place.ts";
import { holdsMonster, MONSTERS, type MonsterName } from "../../url/virtual-host-monster.ts";
import { defaultPublic } from "../default-public.ts";
import type { Path, Problem } from "../problem.ts";
import { type Found, select, selectTexts } from "../select.ts";
import { FORMATS } from "./formats.ts";

/** Problems of hosts, and of public origins in paths. */
export function checkVirtualHosts(options: unknown): Problem[] {
  const routes = select(options, "routes.*").map((route) => ({ ...route, publics: publicsOf(route, options) }));
  return [...routes.flatMap(checkAnyHost), ...routes.flatMap(checkMonster), ...checkAccept(options)];
}

interface Route extends Found {
  readonly publics: readonly Public[];
}

/** One public place of a route. */
interface Public {
  readonly path: Path;
  readonly text: string;
  readonly place: Place;
}

function publicsOf({ path, value }: Found, options: unknown): Public[] {
  const given = selectTexts(value, "public.*");
  const texts = given.length > 0 ? given : defaultPublic(options).map((url) => ({ path: [], value: url }));
  return texts
    .filter((text) => FORMATS.target(text.value))
    .map((text) => ({ path: [...path, ...text.path], text: text.value, place: parseTarget(text.value) }));
}

/** The Host of a request must not get into a document. Files that are not rewritten are safe. */
function checkAnyHost({ value, publics }: Route): Problem[] {
  const isForFiles = select(value, "root").length > 0 && select(value, "rewriteFiles").length === 0;
  const named = publics.filter(({ place }) => !isPattern(place.host));
  return publics
    .filter(({ place }) => place.host === ANY_HOST && !named.some((other) => other.place.path === place.path))
    .filter(() => !isForFiles)
    .map(({ path, text, place }) => ({
      path,
      message: `"${text}" needs a public URL beside it whose host has a name and whose path is "${place.path}/": it is never written into pages`,
    }));
}

/** Public URLs that a grammar cannot express, and options that applications with a known public URL do not need. */
function checkMonster({ path, value, publics }: Route): Problem[] {
  const name = selectTexts(value, "virtualHostMonster")[0]?.value;
  if (!isMonster(name)) return [];
  const root = rootOf(value) ?? publics[0]?.place.path;
  const unsaid = publics.flatMap((own) => {
    const reason = unsayable(own.place, name, root);
    return reason
      ? [{ path: own.path, message: `"${own.text}" cannot be told to a ${name} application: ${reason}` }]
      : [];
  });
  const mapsBack = ["rewrite.forms", "rewrite.query"].flatMap((option) => select(value, option));
  const useless = mapsBack
    .filter((found) => found.value === true)
    .map((found) => ({
      path: [...path, ...found.path],
      isKey: true,
      message: "cannot be combined with virtualHostMonster: its application knows its public URLs",
    }));
  return [...unsaid, ...useless];
}

function isMonster(name: string | undefined): name is MonsterName {
  return name !== undefined && Object.hasOwn(MONSTERS, name);
}

/** The path of the application; undefined without `internal`. */
function rootOf(route: unknown): string | undefined {
  const internal = selectTexts(route, "internal")[0]?.value;
  return internal !== undefined && FORMATS.place(internal) ? parsePlace(internal).path : undefined;
}

function unsayable(place: Place, name: MonsterName, root: string | undefined): string | undefined {
  const grammar = MONSTERS[name]();
  if (!grammar.canExpress(place.host)) return "its grammar cannot express IPv6 addresses";
  if (holdsMonster(place.path, grammar)) return "its path contains a part of the grammar";
  return grammar.hasMounts || root === place.path
    ? undefined
    : `its grammar has no mounts, and the path of the application is "${root}/"`;
}

function checkAccept(options: unknown): Problem[] {
  const [accepted] = selectTexts(options, "accept.virtualHostMonster.*");
  const isAnyoneTrusted = selectTexts(options, "trustedProxies.*").length > 0;
  if (!accepted || isAnyoneTrusted) return [];
  return [
    { path: accepted.path, message: 'needs "trustedProxies": only a trusted proxy may say which origin was asked for' },
  ];
}
