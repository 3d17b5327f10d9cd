import type { LogLevel } from "../config/config.ts";

export type Severity = Exclude<LogLevel, "silent">;

/** The fields of a log line besides its message. Undefined ones are left out. */
export type LogFields = Readonly<Record<string, string | number | undefined>>;

export interface LogEvent {
  readonly time: Date;
  readonly level: Severity;
  readonly message: string;
  readonly fields: LogFields;
}

/** Formats one line, with its line feed. Nothing that clients or upstreams send can add another line. */
export type LineFormat = (event: LogEvent) => string;

export const jsonLine: LineFormat = ({ time, level, message, fields }) =>
  `${escaped(JSON.stringify({ time: time.toISOString(), level, message, ...fields }))}\n`;

/** `12:00:00 info message name=value …`, with control characters escaped, because they could move a terminal's cursor. */
export const humanLine: LineFormat = ({ time, level, message, fields }) => {
  const pairs = Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${quoted(value)}`],
  );
  return `${[time.toTimeString().slice(0, 8), level, escaped(message), ...pairs].join(" ")}\n`;
};

function quoted(value: string | number): string {
  const text = escaped(String(value));
  return text === "" || /[\s"=]/.test(text) ? `"${text.replaceAll('"', '\\"')}"` : text;
}

function escaped(text: string): string {
  return text.replace(
    /[\0-\x1f\x7f-\x9f\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
