import assert from "node:assert/strict";
import type { RewriteOptions } from "../../../src/options.ts";
import type { CurlResponse } from "./curl.ts";
import { findInternalName, type Leak } from "./internal-names.ts";

/** Where an internal name may stay, and why. */
export interface KeptName {
  /** Global; matches in a whole response, head and body. */
  readonly what: RegExp;
  readonly why: string;
  /** The option that moves it too. */
  readonly movedBy?: keyof RewriteOptions;
}

export const FORM_FIELD: KeptName = {
  what: /(?<=<(?:input|option|textarea)\b[^>]*\s)value=(?:"[^"]*"|'[^']*')|<textarea.*?<\/textarea>/gs,
  why: "a form field: what is saved unchanged is stored as it was",
  movedBy: "forms",
};

export const DOWNLOAD: KeptName = {
  what: /^HTTP.*\r\nContent-Disposition: attachment.*$/gis,
  why: "a download: bit-exact",
  movedBy: "attachments",
};

/** The names that may stay although these options are set. */
export function keptWith(kept: readonly KeptName[], options: RewriteOptions): KeptName[] {
  return kept.filter(({ movedBy }) => movedBy === undefined || options[movedBy] !== true);
}

/** Asserts that responses name an internal origin nowhere but where it may stay, and that it does stay there. */
export function assertKeptNames(responses: readonly CurlResponse[], origin: string, kept: readonly KeptName[]): void {
  const leaks = new Map<string, Leak>();
  const idle = new Set(kept);
  for (const { url, head, body } of responses) {
    let rest = `${head}${body.toString("latin1")}`;
    for (const name of kept) {
      rest = rest.replace(name.what, (place) => {
        if (findInternalName(place, origin, url).length > 0) idle.delete(name);
        return "";
      });
    }
    for (const leak of findInternalName(rest, origin, url)) leaks.set(leak.context, leak);
  }
  assert.deepEqual([...leaks.values()], []);
  assert.deepEqual([...idle], [], "nothing is kept there");
}
