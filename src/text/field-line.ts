import { VALUES, type ValueKind } from "../values/table.ts";
import { shifted, type ValueRewriter } from "../values/value.ts";

/** A line that gives a value to a name: `Sitemap: /sitemap.xml`, `File1=http://…`, `data: {…}`. */
export interface FieldLines {
  readonly separator: ":" | "=";
  /** What the value is, by the name in lower case without digits at its end. */
  readonly fields: Readonly<Record<string, ValueKind>>;
  /** What every other line is, comments included; undefined for lines that stay as they are. */
  readonly others?: ValueKind;
}

/** Formats that are made of such lines. */
export const FIELD_LINES = {
  /** RFC 9309, and the fields that crawlers read besides. */
  robots: {
    separator: ":",
    fields: { sitemap: "url", allow: "reference", disallow: "reference" },
    others: "text",
  },
  /** https://html.spec.whatwg.org/#event-stream-interpretation; `id` comes back in a request field, unread. */
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

/** The rewriter of one line. White space around the name and before the value counts for nothing. */
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
