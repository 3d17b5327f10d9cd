import type { Scope } from "../../url/scope.ts";
import type { StartTag } from "../start-tag.ts";

/** Elements → their attributes that are relative to their `codebase` (HTML 4.01 sections 13.3.2 and 13.4). */
export const CODEBASE_ATTRIBUTES: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["applet", new Set(["archive", "code", "object"])],
  ["object", new Set(["archive", "classid", "data"])],
]);

/** The scope of each attribute of a tag, by its index: the document's, or one with the `codebase` as its base. */
export function scopesOf(tag: StartTag, scope: Scope): (index: number) => Scope {
  const relative = CODEBASE_ATTRIBUTES.get(tag.name);
  const codebase = relative && tag.value("codebase");
  if (relative === undefined || codebase === undefined) return () => scope;
  const below = scope.within(codebase);
  return (index) => (relative.has(tag.attributeName(index)) ? below : scope);
}
