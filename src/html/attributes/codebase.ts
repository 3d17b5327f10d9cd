import type { Scope } from "../../url/scope.ts";
import type { StartTag } from "../start-tag.ts";

/** Attributes that are relative to the `codebase` of their element (HTML 4.01 sections 13.3.2 and 13.4). */
const RELATIVE: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["applet", new Set(["archive", "code", "object"])],
  ["object", new Set(["archive", "classid", "data"])],
]);

/** Whether an element may have a `codebase` attribute. */
export function mayHaveCodebase(element: string): boolean {
  return RELATIVE.has(element);
}

/** The scope of each attribute of a tag, by its index: the document's, or one with the `codebase` as its base. */
export function scopesOf(tag: StartTag, scope: Scope): (index: number) => Scope {
  const relative = RELATIVE.get(tag.name);
  const codebase = relative && tag.value("codebase");
  if (relative === undefined || codebase === undefined) return () => scope;
  const below = scope.within(codebase);
  return (index) => (relative.has(tag.attributeName(index)) ? below : scope);
}
