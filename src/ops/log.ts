import type { LogLevel } from "../config/config.ts";
import { humanLine, jsonLine, type LineFormat, type LogFields, type Severity } from "./log-line.ts";

/** Where lines go: a stream's part that is needed. */
export interface LogOutput {
  write(text: string): boolean;
  readonly writableLength: number;
  readonly isTTY?: boolean;
}

/**
 * A log of one line for each event: JSON, or text for people where the output is a terminal.
 *
 * It never waits. When nobody reads the output, lines are dropped, and the next that goes out says how many.
 */
export class Log {
  readonly #threshold: number;
  readonly #output: LogOutput;
  readonly #format: LineFormat;
  #dropped = 0;

  constructor(level: LogLevel, output: LogOutput) {
    this.#threshold = LEVELS.indexOf(level);
    this.#output = output;
    this.#format = output.isTTY ? humanLine : jsonLine;
  }

  write(level: Severity, message: string, fields: LogFields = {}): void {
    if (LEVELS.indexOf(level) > this.#threshold) return;
    if (this.#output.writableLength > MAX_WAITING_BYTES) {
      this.#dropped++;
      return;
    }
    const dropped = this.#dropped || undefined;
    this.#dropped = 0;
    this.#output.write(this.#format({ time: new Date(), level, message, fields: { ...fields, dropped } }));
  }
}

const LEVELS: readonly LogLevel[] = ["silent", "error", "warn", "info", "debug"];
const MAX_WAITING_BYTES = 1_048_576;
