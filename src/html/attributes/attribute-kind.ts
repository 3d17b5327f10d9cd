import type { ValueKind } from "../../values/table.ts";

/**
 * How an attribute's value is read: as a value syntax, or
 * - "html": a document of its own, in `srcdoc`
 * - "base": the base URL of later references
 * - "integrity": a digest of a resource that may be rewritten
 * - "form-value": text that a user may submit
 * - "identifier": a name that only looks like a URL
 * - "opaque": never changed
 */
export type AttributeKind = ValueKind | "html" | "base" | "integrity" | "form-value" | "identifier" | "opaque";
