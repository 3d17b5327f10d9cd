import type { ValueKind } from "../../values/table.ts";

/**
 * What an attribute's value is: a value syntax, or
 * - "html": a document of its own, in `srcdoc`
 * - "base": a URL that later ones are relative to
 * - "integrity": a digest of a resource that may be rewritten
 * - "form-value": what a user may send back
 * - "identifier": a name that only looks like a URL
 * - "opaque": never touched
 */
export type AttributeKind = ValueKind | "html" | "base" | "integrity" | "form-value" | "identifier" | "opaque";
