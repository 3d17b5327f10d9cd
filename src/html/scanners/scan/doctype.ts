import type { Section } from "./section.ts";

/** The text after `<!doctype`. Any `>` ends it, even one in a quoted identifier. */
export class Doctype implements Section {
  readonly endTagName = "";
  readonly undecided = 0;

  read(text: string, from: number): number {
    const index = text.indexOf(">", from);
    return index < 0 ? -1 : index + 1;
  }

  end(): void {}
}
