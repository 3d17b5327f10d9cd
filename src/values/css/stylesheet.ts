import { detached } from "../../detached.ts";
import { DEFAULT_LIMITS } from "../../limits.ts";
import { LiteralRewriter, literals } from "../../literal/literals.ts";
import { type Splice, spliced } from "../../splice.ts";
import type { TextRewriter } from "../../text-rewriter.ts";
import type { Scope } from "../../url/scope.ts";
import { rawSplice } from "../combinators/decoded.ts";
import { url } from "../url.ts";
import { escaping, shifted, type ValueRewriter } from "../value.ts";
import { isOpenEscape, withoutEscapes } from "./escape.ts";
import { type StyleHandler, StyleScanner, type UrlForm } from "./scanner.ts";

/** A whole stylesheet, or declarations. URLs are moved as references, and literal names in all other text. */
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

/** Rewrites a stylesheet as it comes, with the same result as {@link stylesheet}. */
export class StylesheetRewriter implements TextRewriter {
  readonly #scope: Scope;
  readonly #pendingBytes: number;
  readonly #scanner: StyleScanner;
  /** The text being scanned; between calls, the beginning of an unfinished token. */
  #input = "";
  #output = "";
  /** The text since the last URL. */
  #text = "";
  /** Rewrites that text if it comes in several pieces. */
  #literals: LiteralRewriter | undefined;

  /** @param pendingBytes the longest URL token that is held back until it ends. Default 65536 (64 KiB). */
  constructor(scope: Scope, pendingBytes: number = DEFAULT_LIMITS.pendingTokenBytes) {
    this.#scope = scope;
    this.#pendingBytes = pendingBytes;
    this.#scanner = new StyleScanner(this.#handler, pendingBytes);
  }

  write(text: string): string {
    if (this.#input !== "" && this.#input.length + text.length <= this.#pendingBytes && ENDS_NO_TOKEN.test(text)) {
      this.#input += text;
      return "";
    }
    this.#scan(text, false);
    if (this.#text !== "") {
      this.#literals ??= new LiteralRewriter(this.#scope);
      this.#output += this.#literals.write(this.#text);
      this.#text = "";
    }
    return this.#takeOutput();
  }

  end(): string {
    this.#scan("", true);
    this.#endText();
    return this.#takeOutput();
  }

  readonly #handler: StyleHandler = {
    url: (start, end, form) => {
      const raw = this.#input.slice(start, end);
      this.#endText();
      this.#output += spliced(raw, (splice) => rewriteUrl(raw, form, this.#scope, splice));
    },
    identifier: (start, end) => {
      this.#endText();
      this.#output += this.#input.slice(start, end);
    },
    text: (start, end) => {
      this.#text = this.#input.slice(start, end);
    },
  };

  #scan(text: string, isWhole: boolean): void {
    this.#input += text;
    const scanned = this.#scanner.scan(this.#input, isWhole);
    this.#input = detached(this.#input.slice(scanned));
  }

  #takeOutput(): string {
    const output = this.#output;
    this.#output = "";
    return output;
  }

  #endText(): void {
    const text = this.#text;
    this.#text = "";
    if (this.#literals) {
      this.#output += this.#literals.write(text) + this.#literals.end();
      this.#literals = undefined;
    } else {
      this.#output += spliced(text, (splice) => literals(text, this.#scope, splice));
    }
  }
}

/** A piece of only these chars is appended unread to a held token, so that a long one is not scanned with every piece. */
const ENDS_NO_TOKEN = /^[\w.,:;/?%&=+#~-]*$/;

/** Escapes a replacement for the form of its URL. */
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
