import type { Section } from "./section.ts";

/** What follows `<!doctype`. `>` ends it wherever it stands, even inside of a quoted identifier. */
export class Doctype implements Section {
  readonly endTagName = "";
  readonly undecided = 0;

  read(text: string, from: number): number {
    const index = text.indexOf(">", from);
    return index < 0 ? -1 : index + 1;
  }

  end(): void {}
}
