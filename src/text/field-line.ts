import { VALUES, type ValueKind } from "../values/table.ts";
import { shifted, type ValueRewriter } from "../values/value.ts";

/** A line that gives a value to a name: `Sitemap: /sitemap.xml`, `File1=http://…`, `data: {…}`. */
export interface FieldLines {
  readonly separator: ":" | "=";
  /** The kind of a value, by its name in lower case, without digits at the end. */
  readonly fields: Readonly<Record<string, ValueKind>>;
  /** The kind of all other lines, comments included. Default: they stay. */
  readonly others?: ValueKind;
}

/** Formats of such lines. */
export const FIELD_LINES = {
  /** RFC 9309, and fields that crawlers read in addition. */
  robots: {
    separator: ":",
    fields: { sitemap: "url", allow: "reference", disallow: "reference" },
    others: "text",
  },
  /** https://html.spec.whatwg.org/#event-stream-interpretation; `id` is opaque and comes back in Last-Event-ID. */
  "event-stream": {
    separator: ":",
    fields: { data: "text" },
  },
  /** PLS playlists, Internet shortcuts, desktop entries. */
  ini: {
    separator: "=",
    fields: { file: "url", url: "url", baseurl: "url", iconfile: "url" },
    others: "text",
  },
} as const satisfies Record<string, FieldLines>;

/** The rewriter of one line. White space around the name and before the value is ignored. */
export function fieldLine({ separator, fields, others }: FieldLines): ValueRewriter {
  return (line, scope, splice) => {
    const end = line.indexOf(separator);
    const name = line
      .slice(0, Math.max(end, 0))
      .trim()
      .toLowerCase()
      .replace(/(?<!\d)\d+$/, "");
    const kind = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (kind !== undefined) VALUES[kind](line.slice(end + 1), scope, shifted(splice, end + 1));
    else if (others !== undefined) VALUES[others](line, scope, splice);
  };
}
