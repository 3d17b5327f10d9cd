import type { LogLevel } from "../config/config.ts";
import { humanLine, jsonLine, type LineFormat, type LogFields, type Severity } from "./log-line.ts";

/** Where lines go. */
export interface LogOutput {
  /** Takes a line without ever waiting. @returns false when it was dropped */
  write(line: string): boolean;
  readonly isTTY: boolean;
}

/**
 * A log of one line for each event: JSON, or text for people where the output is a terminal.
 *
 * It never blocks. If the output is not read, lines are dropped, and the next line says how many.
 */
export class Log {
  readonly #output: LogOutput;
  readonly #format: LineFormat;
  #threshold: number;
  #droppedSince = 0;
  /** Lines that were dropped, in all. */
  droppedCount = 0;

  constructor(level: LogLevel, output: LogOutput) {
    this.#threshold = LEVELS.indexOf(level);
    this.#output = output;
    this.#format = output.isTTY ? humanLine : jsonLine;
  }

  setLevel(level: LogLevel): void {
    this.#threshold = LEVELS.indexOf(level);
  }

  write(level: Severity, message: string, fields: LogFields = {}): void {
    if (LEVELS.indexOf(level) > this.#threshold) return;
    const dropped = this.#droppedSince || undefined;
    const line = this.#format({ time: new Date(), level, message, fields: { ...fields, dropped } });
    if (this.#output.write(line)) {
      this.#droppedSince = 0;
    } else {
      this.#droppedSince++;
      this.droppedCount++;
    }
  }
}

const LEVELS: readonly LogLevel[] = ["silent", "error", "warn", "info", "debug"];
