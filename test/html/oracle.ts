import { parse, type DefaultTreeAdapterTypes as Tree } from "parse5";
import type { UrlMap } from "../../src/url/map.ts";

/** What a string of a document becomes; its place is `a@href` for an attribute, `p` for a text, `#comment`. */
export type StringMapper = (place: string, value: string) => string;

export interface Mapping {
  readonly map: UrlMap;
  /** The page's own URL. */
  readonly base: string;
  /** How the page writes a name in texts, and what it becomes. */
  readonly names: readonly [string, string];
}

/** A document's tree in lines, its strings mapped. */
export function treeOf(source: string, mapper: StringMapper = (_place, value) => value): string[] {
  return [...linesOf(parse(source), "", mapper)];
}

/** Attributes that hold one URL. */
const URLS: ReadonlySet<string> = new Set([
  ...["a@href", "area@href", "link@href", "img@src", "video@src", "video@poster", "iframe@src", "script@src"],
  ...["form@action", "button@formaction", "q@cite", "table@background", "object@data", "input@src", "frame@src"],
  ...["use@href", "use@xlink:href"],
]);
/** What a user may send back, and what only looks like a URL: neither moves. */
const KEPT: ReadonlySet<string> = new Set(["input@value", "p@itemtype", "a@rel", "p@about", "textarea"]);

/** What the strings of a document are to become, told by parse5's tree and the map. */
export function mapperOf(source: string, { map, base, names }: Mapping): StringMapper {
  const href = baseHref(parse(source));
  const documentBase = URL.parse(href ?? "", base)?.href ?? base;
  return (place, value) => {
    if (KEPT.has(place)) return value;
    if (place === "base@href") return map.toPublic(value, base);
    return URLS.has(place) ? map.toPublic(value, documentBase) : value.replaceAll(...names);
  };
}

function* linesOf(node: Tree.Node, parent: string, mapper: StringMapper): Generator<string> {
  const { nodeName } = node;
  if ("value" in node) yield mapper(parent, node.value);
  else if ("data" in node) yield mapper(nodeName, node.data);
  yield `<${nodeName}`;
  if ("attrs" in node) {
    for (const { prefix, name, value } of node.attrs) {
      const place = `${nodeName}@${prefix ? `${prefix}:` : ""}${name}`;
      yield `${place}=${mapper(place, value)}`;
    }
  }
  for (const child of childrenOf(node)) yield* linesOf(child, nodeName, mapper);
  yield ">";
}

/** The URL of the first base element that has one. */
function baseHref(node: Tree.Node): string | undefined {
  if ("attrs" in node && node.nodeName === "base") return node.attrs.find(({ name }) => name === "href")?.value;
  for (const child of childrenOf(node)) {
    const found = baseHref(child);
    if (found !== undefined) return found;
  }
  return undefined;
}

function childrenOf(node: Tree.Node): Tree.Node[] {
  if ("content" in node) return [...node.childNodes, node.content];
  return "childNodes" in node ? node.childNodes : [];
}

/** The values of all attributes of a document that hold one URL. */
export function urlsOf(source: string): string[] {
  const urls: string[] = [];
  treeOf(source, (place, value) => {
    if (URLS.has(place)) urls.push(value);
    return value;
  });
  return urls;
}
