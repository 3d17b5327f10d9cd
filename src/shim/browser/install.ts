import { patchDocumentCookie } from "./document-cookie.ts";
import { reachIntoFrames } from "./frames.ts";
import { attributeKind, moveText, type ShimKind } from "./markup.ts";
import { createMover, type ShimMap } from "./mover.ts";
import { redirectNavigation } from "./navigation.ts";
import { changeArguments } from "./patch.ts";
import type { ArgumentKind, CALLS, SETTERS } from "./patches.ts";
import type { ShimWindow } from "./shim-window.ts";

/**
 * Sees to it that what the scripts of a page ask the browser for is asked for at its public URL. Where that is seen to
 * already, nothing is done.
 */
export function installShim(window: ShimWindow, map: ShimMap, calls: typeof CALLS, setters: typeof SETTERS): void {
  const { document, location, navigation } = window;
  const mark = Symbol.for("reorigin.shim");
  if (mark in window) return;
  Object.defineProperty(window, mark, { value: true });

  const origin = location.origin === "null" ? String(window.origin) : location.origin;
  const move = createMover(map, { origin, baseUrl: () => document.baseURI });
  const moved = (kind: ShimKind | undefined, value: unknown): unknown => {
    const isText = typeof value === "string" || (kind === "url" && value instanceof URL);
    return kind !== undefined && isText ? moveText(kind, String(value), move) : value;
  };
  const change = (kind: ArgumentKind, value: unknown, before: unknown): unknown => {
    if (kind === "attribute") return moved(attributeKind(String(before)), value);
    if (kind !== "scope") return moved(kind, value);
    const options = Object(value);
    return options.scope === undefined ? value : { ...options, scope: moved("url", options.scope) };
  };
  const ownerOf = (name: string): unknown => (name === "" ? window : Object(window[name]).prototype);

  for (const [owner, names, position, kind] of calls) {
    for (const name of names.split(" ")) {
      changeArguments(ownerOf(owner), name, "value", (args) =>
        args.map((value, i) => (position === "all" || position === i ? change(kind, value, args[i - 1]) : value)),
      );
    }
  }
  for (const [owners, name, kind] of setters) {
    for (const owner of owners.split(" ")) {
      changeArguments(ownerOf(owner), name, "set", ([value]) => [moved(kind, value)]);
    }
  }
  patchDocumentCookie(map, ownerOf("Document"));
  redirectNavigation(navigation, location, move);
  reachIntoFrames(ownerOf("HTMLIFrameElement"), (frame) => installShim(frame, map, calls, setters));
}
