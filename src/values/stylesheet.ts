import { DEFAULT_LIMITS } from "../limits.ts";
import { LiteralRewriter, literals } from "../literal/literals.ts";
import { type Splice, spliced } from "../splice.ts";
import type { TextRewriter } from "../text-rewriter.ts";
import type { Scope } from "../url/scope.ts";
import { isOpenEscape, withoutEscapes } from "./css-escape.ts";
import { type StyleHandler, StyleScanner, type UrlForm } from "./css-scanner.ts";
import { rawSplice } from "./decoded.ts";
import { url } from "./url.ts";
import { escaping, shifted, type ValueRewriter } from "./value.ts";

/** A whole stylesheet, or declarations. URLs move as references; in all other text the map's literal names do. */
export const stylesheet: ValueRewriter = (value, scope, splice) => {
  if (!MAY_HOLD_URL.test(value)) return literals(value, scope, splice);
  const scanner = new StyleScanner(
    {
      url: (start, end, form) => rewriteUrl(value.slice(start, end), form, scope, shifted(splice, start)),
      identifier: () => {},
      text: (start, end) => literals(value.slice(start, end), scope, shifted(splice, start)),
    },
    DEFAULT_LIMITS.pendingTokenBytes,
  );
  scanner.scan(value, true);
};

const MAY_HOLD_URL = /[(@]|\/\*/;

/** Rewrites a stylesheet while it comes, as {@link stylesheet} does. */
export class StylesheetRewriter implements TextRewriter {
  readonly #scope: Scope;
  readonly #pendingBytes: number;
  readonly #scanner: StyleScanner;
  #literals: LiteralRewriter;
  /** The text being scanned, of which the beginning of an unfinished token stays for the next time. */
  #text = "";
  #output = "";

  /** @param pendingBytes the longest URL token that is held back until it ends. Default 65536 (64 KiB). */
  constructor(scope: Scope, pendingBytes: number = DEFAULT_LIMITS.pendingTokenBytes) {
    this.#scope = scope;
    this.#pendingBytes = pendingBytes;
    this.#scanner = new StyleScanner(this.#handler, pendingBytes);
    this.#literals = new LiteralRewriter(scope);
  }

  write(text: string): string {
    if (this.#text === "" || !ENDS_NO_TOKEN.test(text) || this.#text.length + text.length > this.#pendingBytes) {
      return this.#scan(text, false);
    }
    this.#text += text;
    return "";
  }

  end(): string {
    return this.#scan("", true) + this.#literals.end();
  }

  readonly #handler: StyleHandler = {
    url: (start, end, form) => {
      const raw = this.#text.slice(start, end);
      this.#endText();
      this.#output += spliced(raw, (splice) => rewriteUrl(raw, form, this.#scope, splice));
    },
    identifier: (start, end) => {
      this.#endText();
      this.#output += this.#text.slice(start, end);
    },
    text: (start, end) => {
      this.#output += this.#literals.write(this.#text.slice(start, end));
    },
  };

  #scan(text: string, isWhole: boolean): string {
    this.#text += text;
    this.#output = "";
    const scanned = this.#scanner.scan(this.#text, isWhole);
    this.#text = this.#text.slice(scanned);
    return this.#output;
  }

  #endText(): void {
    this.#output += this.#literals.end();
    this.#literals = new LiteralRewriter(this.#scope);
  }
}

/** A piece of these chars alone waits unread with a token that is held back, so that a long one is not read piece by piece. */
const ENDS_NO_TOKEN = /^[\w.,:;/?%&=+#~-]*$/;

/** Writes a replacement the way that a URL is written in its place. */
const ENCODE_FOR = {
  bare: (chars) => chars.replace(/[\0- "'()\\\x7f]/g, "\\$&"),
  '"': (chars) => chars.replace(/["\\]/g, "\\$&"),
  "'": (chars) => chars.replace(/['\\]/g, "\\$&"),
  comment: (chars) => chars.replaceAll("*/", "%2A/"),
} as const satisfies Record<UrlForm, (chars: string) => string>;

function rewriteUrl(raw: string, form: UrlForm, scope: Scope, splice: Splice): void {
  const encode = ENCODE_FOR[form];
  if (form === "comment" || !raw.includes("\\")) {
    url(raw, scope, escaping(splice, encode));
    return;
  }
  const value = withoutEscapes(raw);
  const separated = (chars: string, before: string) => (isOpenEscape(before) ? " " : "") + encode(chars);
  url(value.text, scope, rawSplice(value, splice, separated));
}
