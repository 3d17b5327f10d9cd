import type { ShimKind } from "./markup.ts";

/** The kind of an argument: a text, or an object that contains one. */
export type ArgumentKind = ShimKind | "attribute" | "scope";

/**
 * Functions and constructors that take a reference: where they are ("" for the global object, else the interface that has
 * them), their names, which argument it is, and what that is.
 */
export const CALLS: readonly (readonly [owner: string, names: string, position: number | "all", kind: ArgumentKind])[] =
  [
    ["", "fetch open Audio EventSource Request SharedWorker WebSocket Worker", 0, "url"],
    ["XMLHttpRequest", "open", 1, "url"],
    ["Navigator", "sendBeacon", 0, "url"],
    ["ServiceWorkerContainer", "register", 0, "url"],
    ["ServiceWorkerContainer", "register", 1, "scope"],
    ["History", "pushState replaceState", 2, "url"],
    ["Element", "setAttribute", 1, "attribute"],
    ["Element", "setAttributeNS", 2, "attribute"],
    ["Element", "insertAdjacentHTML", 1, "markup"],
    ["Element", "setHTMLUnsafe", 0, "markup"],
    ["ShadowRoot", "setHTMLUnsafe", 0, "markup"],
    ["Range", "createContextualFragment", 0, "markup"],
    ["Document", "write writeln", "all", "markup"],
    ["CSSStyleDeclaration", "setProperty", 1, "style"],
    ["CSSStyleSheet", "insertRule", 0, "style"],
  ];

/** Settable attributes of interfaces that hold references, and their kinds. */
export const SETTERS: readonly (readonly [owners: string, name: string, kind: ShimKind])[] = [
  ["HTMLAnchorElement HTMLAreaElement HTMLBaseElement HTMLLinkElement", "href", "url"],
  ["HTMLEmbedElement HTMLFrameElement HTMLIFrameElement HTMLImageElement HTMLInputElement", "src", "url"],
  ["HTMLMediaElement HTMLScriptElement HTMLSourceElement HTMLTrackElement", "src", "url"],
  ["HTMLFormElement", "action", "url"],
  ["HTMLButtonElement HTMLInputElement", "formAction", "url"],
  ["HTMLObjectElement", "data", "url"],
  ["HTMLVideoElement", "poster", "url"],
  ["HTMLImageElement HTMLSourceElement", "srcset", "srcset"],
  ["HTMLLinkElement", "imageSrcset", "srcset"],
  ["Element ShadowRoot", "innerHTML", "markup"],
  ["Element", "outerHTML", "markup"],
  ["HTMLIFrameElement", "srcdoc", "markup"],
  ["CSSStyleDeclaration", "cssText", "style"],
];
