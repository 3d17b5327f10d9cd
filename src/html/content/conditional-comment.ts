import type { TextRewriter } from "../../text-rewriter.ts";

/**
 * The text of a comment that may be conditional: `[if IE]>markup<![endif]` is markup for Internet Explorer up to 9
 * (https://learn.microsoft.com/previous-versions/windows/internet-explorer/ie-developer/compatibility/ms537512(v=vs.85)).
 */
export class ConditionalComment implements TextRewriter {
  readonly #choose: (isConditional: boolean) => TextRewriter;
  #head = "";
  #content: TextRewriter | undefined;

  constructor(choose: (isConditional: boolean) => TextRewriter) {
    this.#choose = choose;
  }

  write(text: string): string {
    if (this.#content) return this.#content.write(text);
    this.#head += text;
    if (this.#head.length < OPENING.length) return "";
    return this.#start();
  }

  end(): string {
    const head = this.#content ? "" : this.#start();
    return head + (this.#content as TextRewriter | undefined)?.end();
  }

  #start(): string {
    this.#content = this.#choose(this.#head.startsWith(OPENING));
    const head = this.#head;
    this.#head = "";
    return this.#content.write(head);
  }
}

const OPENING = "[if";
