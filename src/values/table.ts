import { spliced } from "../splice.ts";
import type { Scope } from "../url/scope.ts";
import { allowFrom } from "./allow-from.ts";
import { challenge } from "./challenge.ts";
import { COMMA_SEPARATED, listOf, SPACE_SEPARATED, WORDS } from "./combinators/list.ts";
import { pairs } from "./combinators/pairs.ts";
import { quotedStrings } from "./combinators/quoted.ts";
import { csp } from "./csp/csp.ts";
import { stylesheet } from "./css/stylesheet.ts";
import { json, urlOrJson } from "./json.ts";
import { link } from "./link.ts";
import { query } from "./query.ts";
import { refresh } from "./refresh.ts";
import { setCookie } from "./set-cookie.ts";
import { srcset } from "./srcset.ts";
import { taggedList } from "./tagged-list.ts";
import { formText, origin, reference, script, text, url, urlIfNamed } from "./url.ts";
import type { ValueRewriter } from "./value.ts";

const POLLING_URIS = {
  "polling-uri": url,
  "polling-uri2": url,
  "polling-uri3": url,
  "polling-uri4": url,
  "polling-uri5": url,
};

/**
 * Every syntax that can carry URLs, and its rewriter. Attributes, fields and configuration name a syntax by its key.
 */
export const VALUES = {
  /** One URL, and those inside of its query, fragment or path. */
  url,
  /** One URL whose query and fragment stay. */
  reference,
  /** A value that may not be a URL: moves only if it names an origin. */
  "url-if-named": urlIfNamed,
  /** URLs between white space: `ping`, `archive` of an object. */
  "url-list": listOf(url, SPACE_SEPARATED),
  /** URLs between commas: `archive` of an applet. */
  "url-comma-list": listOf(url, COMMA_SEPARATED),
  srcset,
  refresh,
  stylesheet,
  /** CSS declarations: `style`, presentation attributes. */
  declarations: stylesheet,
  json: json({}),
  script,
  text,
  /** Text that may be submitted: moves only what the way back restores. */
  "form-text": formText,
  /** The part of a URL after the question mark. */
  query,
  origin,
  /** Origins among other words: `Timing-Allow-Origin`, `Feature-Policy`, `allow` of a frame. */
  "origin-list": listOf(origin, WORDS),
  csp,
  link,
  "set-cookie": setCookie,
  "allow-from": allowFrom,
  challenge,
  "tagged-list": taggedList,

  /** Structured fields (RFC 9651) and their relatives: URLs in quotes. */
  "quoted-url": quotedStrings({}, url),
  "quoted-origin": quotedStrings({}, origin),
  "link-template": quotedStrings({ "": url, anchor: url }),
  "allowed-origin": quotedStrings({ "allowed-origin": origin }),
  "session-registration": quotedStrings({ path: url }),
  p3p: quotedStrings({ policyref: url }),

  /** JSON with URLs at known keys. */
  "report-to": json({ url }),
  "hx-location": urlOrJson({ path: url }),

  /** Contents of `<meta name>`: `msapplication-task`, `-badge` and `-notification`; `apple-itunes-app`. */
  "task-pairs": pairs(";", { "action-uri": url, "icon-uri": url, ...POLLING_URIS }),
  "app-pairs": pairs(",", { "app-argument": url }),
} as const satisfies Record<string, ValueRewriter>;

export type ValueKind = keyof typeof VALUES;

/** Rewrites a value of a known kind; the same string when nothing moves. */
export function rewriteValue(kind: ValueKind, value: string, scope: Scope): string {
  return spliced(value, (splice) => VALUES[kind](value, scope, splice));
}
