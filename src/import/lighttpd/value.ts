import { badLine } from "../directives/statement.ts";
import type { LighttpdDirective, LighttpdEntry, LighttpdValue } from "./parse-lighttpd.ts";

/** @throws {ReoriginError} ERR_CONFIG if the value is not a string. */
export function textOf({ value, text }: LighttpdDirective): string {
  if (typeof value === "object") throw badLine(`expected a string in "${text}", found a list`);
  return String(value);
}

/** @throws {ReoriginError} ERR_CONFIG if the value is not a list. */
export function listOf({ value, text }: LighttpdDirective): readonly LighttpdEntry[] {
  if (typeof value !== "object") throw badLine(`expected a list in "${text}", found "${value}"`);
  return value;
}

/** The keys and strings of a list. An entry without a key has "". */
export function pairsOf(value: LighttpdValue): [key: string, text: string][] {
  return typeof value === "object" ? value.map(({ key = "", value: text }) => [key, String(text)]) : [];
}

export function isEnabled(directive: LighttpdDirective): boolean {
  return textOf(directive) === "enable";
}
