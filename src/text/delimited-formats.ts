import { FORM_DELIMITER, formWord } from "../values/query.ts";
import { cacheManifestLine } from "./cache-manifest-line.ts";
import { type Delimited, LINE_BREAK } from "./delimited.ts";
import { FIELD_LINES, fieldLine } from "./field-line.ts";
import { foldedLine, UNFOLDED_BREAK } from "./folded-line.ts";
import { playlistLine } from "./playlist-line.ts";

/** Formats of items that are separated by one char. */
export const DELIMITED_FORMATS = {
  /** HLS, M3U and RAM playlists, text/uri-list. */
  playlist: { delimiter: LINE_BREAK, item: playlistLine },
  /** text/cache-manifest */
  "cache-manifest": { delimiter: LINE_BREAK, item: cacheManifestLine },
  /** robots.txt */
  robots: { delimiter: LINE_BREAK, item: fieldLine(FIELD_LINES.robots) },
  /** text/calendar, text/vcard */
  folded: { delimiter: UNFOLDED_BREAK, item: foldedLine },
  /** text/event-stream */
  "event-stream": { delimiter: LINE_BREAK, item: fieldLine(FIELD_LINES["event-stream"]) },
  /** PLS playlists, Internet shortcuts, desktop entries. */
  ini: { delimiter: LINE_BREAK, item: fieldLine(FIELD_LINES.ini) },
  /** application/x-www-form-urlencoded; an item is one word of a name or value. */
  form: { delimiter: FORM_DELIMITER, item: formWord },
} as const satisfies Record<string, Delimited>;

export type DelimitedFormat = keyof typeof DELIMITED_FORMATS;
