import { markdownTable } from "../../../bench/table.ts";

/** Whether everything runs at its full size: `FULL=1 npm run test:reliability`. */
export const isFull = process.env["FULL"] === "1";

const MIB = 2 ** 20;

/** A measured size beside its bound, for people. */
export function mebibytes(bytes: number): string {
  return `${(bytes / MIB).toFixed(1)} MiB`;
}

export function kibibytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KiB`;
}

/** Measured figures, printed as one table when a suite ends. */
export class Figures {
  readonly #title: string;
  readonly #header: readonly string[];
  readonly #rows: (readonly string[])[] = [];

  constructor(title: string, header: readonly string[]) {
    this.#title = title;
    this.#header = header;
  }

  add(...row: readonly string[]): void {
    this.#rows.push(row);
  }

  print(): void {
    process.stdout.write(`\n${this.#title}\n\n${markdownTable(this.#header, this.#rows)}\n`);
  }
}
