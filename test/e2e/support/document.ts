import { parse, type DefaultTreeAdapterTypes as Tree } from "parse5";

type Element = Tree.Element;

export interface Form {
  readonly id: string | undefined;
  readonly action: string;
  readonly method: "get" | "post";
  /** What the form submits as it stands, without its buttons. */
  readonly fields: URLSearchParams;
}

/** What a client without scripts sees of an HTML page; every URL is resolved. */
export interface Document {
  readonly url: string;
  readonly links: readonly string[];
  /** Everything else that the page names in a URL position: pictures, styles, scripts, forms. */
  readonly resources: readonly string[];
  readonly forms: readonly Form[];
  readonly text: string;
}

const URL_ATTRIBUTES = ["href", "src", "action", "formaction", "data", "poster", "cite", "background", "manifest"];
const LINKS = new Set(["a", "area"]);

/** Reads a page with parse5, and so in another way than the proxy does. */
export function readDocument(html: string, url: string): Document {
  const tree = parse(html);
  const elements = [...elementsOf(tree)];
  const base = elements.find(({ tagName }) => tagName === "base");
  const baseUrl = new URL((base && attribute(base, "href")) ?? "", url);
  const resolve = (element: Element) =>
    references(element).flatMap((text) => URL.parse(text, baseUrl.href)?.href ?? []);
  return {
    url,
    links: elements.filter(({ tagName }) => LINKS.has(tagName)).flatMap(resolve),
    resources: elements.filter(({ tagName }) => !LINKS.has(tagName)).flatMap(resolve),
    forms: elements.filter(({ tagName }) => tagName === "form").map((form) => readForm(form, baseUrl)),
    text: textOf(tree).replace(/\s+/g, " "),
  };
}

/** The references of a stylesheet, as they are written. */
export function stylesheetReferences(css: string): string[] {
  const urls = css.matchAll(/url\(\s*["']?([^"')]+)["']?\s*\)|@import\s+["']([^"']+)/g);
  return Array.from(urls, ([, url, imported]) => (url ?? imported)!.trim());
}

function references(element: Element): string[] {
  const plain = URL_ATTRIBUTES.flatMap((name) => attribute(element, name) ?? []);
  const srcset = (attribute(element, "srcset") ?? "")
    .split(/,\s+/)
    .map((candidate) => candidate.trim().split(/\s/)[0]!);
  const style = element.tagName === "style" ? textOf(element) : (attribute(element, "style") ?? "");
  const refresh = /^refresh$/i.test(attribute(element, "http-equiv") ?? "") ? attribute(element, "content") : undefined;
  const target = refresh?.match(/url=\s*["']?([^"']+)/i)?.[1];
  return [
    ...plain,
    ...srcset.filter(Boolean),
    ...stylesheetReferences(style),
    ...(target === undefined ? [] : [target]),
  ];
}

function readForm(form: Element, base: URL): Form {
  const fields = new URLSearchParams();
  for (const element of elementsOf(form)) {
    const name = attribute(element, "name");
    const value = name === undefined ? undefined : fieldValue(element);
    if (name !== undefined && value !== undefined) fields.append(name, value);
  }
  return {
    id: attribute(form, "id"),
    action: new URL(attribute(form, "action") ?? "", base).href,
    method: /^post$/i.test(attribute(form, "method") ?? "") ? "post" : "get",
    fields,
  };
}

/** What a field submits untouched; undefined for nothing. */
function fieldValue(field: Element): string | undefined {
  if (field.tagName === "textarea") return textOf(field).replace(/\r?\n/g, "\r\n");
  if (field.tagName === "select") {
    const options = [...elementsOf(field)].filter(({ tagName }) => tagName === "option");
    const chosen = options.find((option) => attribute(option, "selected") !== undefined) ?? options[0];
    return chosen && (attribute(chosen, "value") ?? textOf(chosen));
  }
  if (field.tagName !== "input") return undefined;
  const type = (attribute(field, "type") ?? "text").toLowerCase();
  if (["submit", "button", "image", "reset", "file"].includes(type)) return undefined;
  const isUnchecked = ["checkbox", "radio"].includes(type) && attribute(field, "checked") === undefined;
  return isUnchecked ? undefined : (attribute(field, "value") ?? "");
}

function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((found) => found.name === name)?.value;
}

function* elementsOf(node: Tree.Node): Generator<Element> {
  if ("tagName" in node) yield node;
  if ("childNodes" in node) for (const child of node.childNodes) yield* elementsOf(child);
}

function textOf(node: Tree.Node): string {
  if ("value" in node) return node.value;
  return "childNodes" in node ? node.childNodes.map(textOf).join("") : "";
}
