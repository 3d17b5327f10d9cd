import { text, url } from "../values/url.ts";
import { shifted, type ValueRewriter } from "../values/value.ts";

/** Attributes of tags whose string is a URL (RFC 8216 section 4.3, draft-pantos-hls-rfc8216bis, HLS interstitials). */
export const PLAYLIST_URL_ATTRIBUTES = ["URI", "SERVER-URI", "X-ASSET-URI", "X-ASSET-LIST"] as const;

/** A name, and its value if that is quoted. */
const ATTRIBUTE = /([A-Z\d-]+)(?:="([^"]*)")?/g;

/** A line of a playlist (HLS, M3U, RAM) or of text/uri-list (RFC 2483): a URL, a tag or a comment. */
export const playlistLine: ValueRewriter = (line, scope, splice) => {
  if (!line.startsWith("#")) return url(line, scope, splice);
  let read = 0;
  for (const match of line.matchAll(ATTRIBUTE)) {
    const [whole, name = "", value] = match;
    if (value === undefined || !isUrlAttribute(name)) continue;
    const start = match.index + whole.length - 1 - value.length;
    text(line.slice(read, start), scope, shifted(splice, read));
    url(value, scope, shifted(splice, start));
    read = start + value.length;
  }
  text(line.slice(read), scope, shifted(splice, read));
};

function isUrlAttribute(name: string): boolean {
  return (PLAYLIST_URL_ATTRIBUTES as readonly string[]).includes(name);
}
