import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { ownCookies, readCookie, tagCookie } from "./browser/cookie-names.ts";
import { digest } from "./browser/digest.ts";
import { patchDocumentCookie } from "./browser/document-cookie.ts";
import { reachIntoFrames } from "./browser/frames.ts";
import { installShim } from "./browser/install.ts";
import { isBelow } from "./browser/is-below.ts";
import { attributeKind, moveMarkup, moveStyle, moveText } from "./browser/markup.ts";
import { createMover, type ShimMap } from "./browser/mover.ts";
import { redirectNavigation } from "./browser/navigation.ts";
import { changeArguments, replaceFunction } from "./browser/patch.ts";
import { CALLS, SETTERS } from "./browser/patches.ts";

/**
 * All functions that are sent to browsers, as the text that they have here. None may use what is not sent, too: neither a
 * constant of its file nor anything of Node.
 */
const FUNCTIONS = [
  attributeKind,
  changeArguments,
  createMover,
  digest,
  installShim,
  isBelow,
  moveMarkup,
  moveStyle,
  moveText,
  ownCookies,
  patchDocumentCookie,
  reachIntoFrames,
  readCookie,
  redirectNavigation,
  replaceFunction,
  tagCookie,
];

/** A classic script that runs before any other of a page. */
export interface ShimScript {
  readonly text: string;
  /** The same in gzip. */
  readonly gzipped: Uint8Array;
  /** Changes whenever the text does. */
  readonly version: string;
}

export function shimScript(map: ShimMap): ShimScript {
  const functions = FUNCTIONS.map((part) => compact(part.toString())).join("\n");
  const values = [map, CALLS, SETTERS].map(literal).join(",");
  const text = `(() => {"use strict";\n${functions}\ninstallShim(globalThis,${values});\n})();\n`;
  return { text, gzipped: gzipSync(text), version: createHash("sha256").update(text).digest("hex").slice(0, 16) };
}

/** Strings and expressions of the functions contain no double spaces or line breaks. */
function compact(code: string): string {
  return code
    .split("\n")
    .map((line) => line.trim().replace(/ {2,}/g, " "))
    .filter((line) => line !== "")
    .join("\n");
}

/** JSON that cannot end a script element. */
function literal(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
