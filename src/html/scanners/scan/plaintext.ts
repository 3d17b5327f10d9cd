import type { TokenHandler } from "../scanner.ts";
import type { Section } from "./section.ts";

/** The text after `<plaintext>`, which nothing ends. */
export class Plaintext implements Section {
  readonly endTagName = "";
  readonly undecided = 0;
  readonly #handler: TokenHandler;

  constructor(handler: TokenHandler) {
    this.#handler = handler;
  }

  read(text: string, from: number, base: number): number {
    this.#handler.text(base + from, base + text.length, "plaintext");
    return -1;
  }

  end(): void {}
}
