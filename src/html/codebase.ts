import type { Scope } from "../url/scope.ts";
import type { StartTag } from "./start-tag.ts";

/** Attributes that are relative to the `codebase` of their element (HTML 4.01 sections 13.3.2 and 13.4). */
const RELATIVE: ReadonlyMap<string, readonly string[]> = new Map([
  ["applet", ["archive", "code", "object"]],
  ["object", ["archive", "classid", "data"]],
]);

/** The scope of an attribute: the document's, or below its element's `codebase`. */
export function scopeOf(tag: StartTag, index: number, scope: Scope): Scope {
  const isRelative = RELATIVE.get(tag.name)?.includes(tag.attributeName(index));
  const codebase = isRelative ? tag.value("codebase") : undefined;
  return codebase === undefined ? scope : scope.within(codebase);
}
