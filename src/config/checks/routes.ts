import { hasDefaultPort, type Place, parseTarget } from "../../url/places/place.ts";
import { defaultPublic } from "../default-public.ts";
import type { Path, Problem } from "../problem.ts";
import { type Found, select, selectTexts, type TextFound } from "../select.ts";
import { FORMATS } from "./formats.ts";

/** What is wrong among routes that may each be right. */
export function checkRoutes(options: unknown): Problem[] {
  const publics = namesOf([...selectTexts(options, "routes.*.public.*"), ...unnamed(options)], publicKey);
  const internals = namesOf(
    [...selectTexts(options, "routes.*.internal"), ...selectTexts(options, "routes.*.aliases.*")],
    placeKey,
  );
  return [
    ...select(options, "routes.*").flatMap(checkKind),
    ...clashes(publics, publics, (name, other) => {
      const state = name.text === other.text ? "a duplicate of" : "shadowed by";
      return `"${name.text}" is ${state} the public "${other.text}"`;
    }),
    ...clashes(internals, internals, (name) => `"${name.text}" is already a name of another route's application`),
    ...clashes(
      internals,
      publics,
      (name) => `"${name.text}" is public in another route: what names it would move twice`,
    ),
  ];
}

const PROXY_ONLY = [
  "internal",
  "aliases",
  "upstream",
  "balance",
  "sticky",
  "ejection",
  "health",
  "upstreamTls",
  "upstreamHttp2",
  "lenient",
  "host",
  "forwarded",
  "virtualHostMonster",
  "separateCookies",
  "shim",
  "refererRedirect",
];

function checkKind({ path, value }: Found): Problem[] {
  // A mapping in place of the list is no route.
  if (!isMapping(value) || path.length === 1) return [];
  const has = (key: string) => Object.hasOwn(value, key);
  const misplaced = (key: string, message: string) => ({ path: [...path, key], isKey: true, message });
  if (has("root")) {
    const rewrites = "rewriteFiles" in value && value.rewriteFiles === true;
    return [
      ...PROXY_ONLY.filter(has).map((key) =>
        misplaced(key, 'cannot be combined with "root": a route is either an application or files'),
      ),
      ...(has("rewrite") && !rewrites ? [misplaced("rewrite", 'needs "rewriteFiles: true" beside "root"')] : []),
    ];
  }
  if (has("rewriteFiles")) return [misplaced("rewriteFiles", 'needs "root" beside it')];
  if (has("internal") || (has("virtualHostMonster") && has("upstream"))) return [];
  return [{ path, message: 'expected "internal" (an application) or "root" (files), found neither' }];
}

function isMapping(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** One URL of a route. */
interface Name {
  readonly path: Path;
  readonly text: string;
  /** Equal for URLs that cannot be told apart. */
  readonly key: string;
}

function namesOf(texts: readonly TextFound[], keyOf: (place: Place) => string): Name[] {
  return texts
    .filter(({ value }) => FORMATS.target(value))
    .map(({ path, value }) => ({ path, text: value, key: keyOf(parseTarget(value)) }));
}

/** The routes that name no public URL, at the one that they get. */
function unnamed(options: unknown): TextFound[] {
  const [value = ""] = defaultPublic(options);
  return select(options, "routes.*")
    .filter(({ value: route }) => isMapping(route) && !Object.hasOwn(route, "public"))
    .map(({ path }) => ({ path, value }));
}

/** The scheme does not tell two places apart: TLS may end in front of us, and one authority is one origin. */
function placeKey(place: Place): string {
  return `${place.host}:${hasDefaultPort(place) ? "" : place.port}${place.path}`;
}

function publicKey(place: Place): string {
  return placeKey(LOOPBACK.has(place.host) ? { ...place, host: "localhost" } : place);
}

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** The names that an earlier route, or any other route of another list, has already. */
function clashes(
  names: readonly Name[],
  others: readonly Name[],
  message: (name: Name, other: Name) => string,
): Problem[] {
  const firstByKey = new Map<string, Name>();
  for (const other of others) if (!firstByKey.has(other.key)) firstByKey.set(other.key, other);
  return names.flatMap((name) => {
    const other = firstByKey.get(name.key);
    return other && other.path[1] !== name.path[1]
      ? { path: name.path, message: message(name, other), related: other.path }
      : [];
  });
}
