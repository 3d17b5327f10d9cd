import { attributeRows } from "../../src/html/attributes/attributes.ts";
import type { Task } from "./engine.ts";

/** The attributes of HTML that hold one URL, with their elements: those that users of a general rewriter would list. */
export const URL_ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  action: ["form"],
  background: ["body", "table", "td", "th", "tr"],
  cite: ["blockquote", "del", "ins", "q"],
  content: ["meta"],
  data: ["object"],
  formaction: ["button", "input"],
  href: ["a", "area", "base", "link"],
  longdesc: ["frame", "iframe", "img"],
  manifest: ["html"],
  poster: ["video"],
  src: ["audio", "embed", "frame", "iframe", "img", "input", "script", "source", "track", "video"],
};

/** All attributes that hold one URL according to our own table. Selectors cannot name those in namespaces. */
export const ALL_URL_ATTRIBUTES: readonly string[] = [
  ...new Set(
    attributeRows()
      .filter(([, rule]) => typeof rule === "string" && ["url", "url-if-named", "base"].includes(rule))
      .flatMap(([names]) => names.split(" ")),
  ),
  "content",
].filter((name) => !name.includes(":"));

/** CSS selectors of attributes that may have to be mapped, each with its attribute. */
export function selectors(
  task: Task,
  attributes: readonly string[] = Object.keys(URL_ATTRIBUTES),
): readonly (readonly [selector: string, attribute: string])[] {
  return attributes.flatMap((attribute) => {
    const beginnings = movesFromRoot(attribute, task) ? [...task.origins, "/"] : task.origins;
    return beginnings.map((beginning) => [`[${attribute}^="${beginning}"]`, attribute] as const);
  });
}

/** The public form of an attribute's value; the same string when it stays. */
export function moved(attribute: string, value: string, task: Task): string {
  const { origins, publicOrigin, mount } = task;
  const origin = origins.find((name) => value.startsWith(name) && BOUNDARY.has(value[name.length]));
  if (origin !== undefined) return publicOrigin + mount + value.slice(origin.length);
  const isRootRelative = value.startsWith("/") && !value.startsWith("//");
  return isRootRelative && movesFromRoot(attribute, task) ? mount + value : value;
}

/** Not so for `content` of a `meta`: any text there may begin with a slash. */
function movesFromRoot(attribute: string, { mount }: Task): boolean {
  return mount !== "" && attribute !== "content";
}

/** Maps an attribute of an element of lol-html. */
export function moveAttribute(element: Element, attribute: string, task: Task): void {
  const value = element.getAttribute(attribute)!;
  const target = moved(attribute, value, task);
  if (target !== value) element.setAttribute(attribute, target);
}

export interface Element {
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): unknown;
}

const BOUNDARY: ReadonlySet<string | undefined> = new Set(["/", "?", "#", undefined]);
