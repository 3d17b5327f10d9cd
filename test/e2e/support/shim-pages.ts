import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { harbourPng } from "../../../src/demo/library/pictures.ts";

/** What the application of these pages believes it is called. */
export const SCRIPTED = "http://scripted.internal:9500";

const NAMED_FOLDERS = [
  `default-src ${SCRIPTED} ${SCRIPTED.replace("http", "ws")}`,
  `script-src ${SCRIPTED}/scripts/ ${SCRIPTED}/calls/`,
].join("; ");

/** The beginnings of a page, by what is special about it: fields, and markup before its script. */
export const SHIM_PAGES = {
  plain: { fields: {}, markup: "<!doctype html><html><head><title>Plain</title>" },
  quirks: { fields: {}, markup: "<title>Quirks</title>" },
  "its own scripts only": {
    fields: { "Content-Security-Policy": "script-src 'self'" },
    markup: "<!doctype html><head>",
  },
  "a nonce": {
    fields: { "Content-Security-Policy": "script-src 'nonce-hArBoUr/+=' 'strict-dynamic'" },
    markup: "<!doctype html><html><head>",
  },
  "a nonce in its markup": {
    fields: {},
    markup: `<!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="script-src 'nonce-hArBoUr/+='; worker-src 'self'">`,
  },
  "scripts of named folders": {
    fields: { "Content-Security-Policy": NAMED_FOLDERS },
    markup: "<!doctype html><html>",
  },
} as const satisfies Record<string, { fields: Record<string, string>; markup: string }>;

/**
 * What scripts do, by the last part of the path that it asks for. `at` makes a root-relative reference, which no one sees
 * from outside, `named` a whole URL of the internal server.
 */
export const SHIM_CALLS: Readonly<Record<string, string>> = {
  fetch: `fetch(at)`,
  "fetch-named": `fetch(named)`,
  "fetch-url-object": `fetch(new URL(at, location.origin))`,
  "fetch-from-location": `fetch(location.protocol + "//" + location.host + at)`,
  request: `fetch(new Request(at))`,
  xhr: `{ const request = new XMLHttpRequest(); request.open("GET", at); request.send(); }`,
  beacon: `navigator.sendBeacon(at, "x")`,
  "event-source": `new EventSource(at)`,
  "web-socket": `new WebSocket("ws://" + location.host + at)`,
  "web-socket-named": `new WebSocket(named.replace("http", "ws"))`,
  "worker.js": `new Worker(at)`,
  "shared-worker.js": `new SharedWorker(at)`,
  "service-worker.js": `navigator.serviceWorker.register(at, { scope: "/" }).then(({ scope }) => { document.body.dataset.scope = scope; })`,
  "image.png": `new Image().src = at`,
  "image-named.png": `new Image().src = named`,
  "srcset.png": `new Image().srcset = at + " 1x"`,
  "attribute.png": `document.body.appendChild(document.createElement("img")).setAttribute("src", at)`,
  "drawing.png": `{ const image = document.createElementNS("http://www.w3.org/2000/svg", "image"); image.setAttributeNS("http://www.w3.org/1999/xlink", "href", at); document.body.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "svg")).appendChild(image); }`,
  "script.js": `{ const script = document.createElement("script"); script.nonce = "hArBoUr/+="; script.src = at; document.head.append(script); }`,
  "link.css": `{ const link = document.createElement("link"); link.rel = "stylesheet"; link.href = at; document.head.append(link); }`,
  "frame.html": `{ const frame = document.createElement("iframe"); frame.src = at; document.body.append(frame); }`,
  "frame-fetch": `{ const frame = document.body.appendChild(document.createElement("iframe")); frame.contentWindow.fetch(at); }`,
  "frame-written.png": `{ const { contentDocument } = document.body.appendChild(document.createElement("iframe")); contentDocument.open(); contentDocument.write('<img src="' + at + '">'); contentDocument.close(); }`,
  "object.html": `{ const object = document.createElement("object"); object.data = at; document.body.append(object); }`,
  "embed.html": `{ const embed = document.createElement("embed"); embed.src = at; document.body.append(embed); }`,
  "audio.wav": `new Audio(at).load()`,
  "video.webm": `{ const video = document.createElement("video"); video.src = at; video.load(); }`,
  "poster.png": `{ const video = document.createElement("video"); video.poster = at; document.body.append(video); }`,
  "inner.png": `document.body.appendChild(document.createElement("p")).innerHTML = '<img alt="" src="' + at + '">'`,
  "outer.png": `document.body.appendChild(document.createElement("p")).outerHTML = "<img src=" + at + ">"`,
  "adjacent.png": `document.body.insertAdjacentHTML("beforeend", "<img src='" + at + "'>")`,
  "unsafe.png": `document.body.appendChild(document.createElement("p")).setHTMLUnsafe("<img src='" + at + "'>")`,
  "fragment.png": `document.body.append(document.createRange().createContextualFragment('<img src="' + at + '">'))`,
  "style.png": `document.body.appendChild(document.createElement("p")).style.cssText = "width: 9px; height: 9px; background: url(" + at + ")"`,
  "property.png": `document.body.appendChild(document.createElement("hr")).style.setProperty("background", "url('" + at + "')")`,
  "form.html": `{ const form = document.createElement("form"); form.action = at; form.target = "form"; document.body.append(form); form.submit(); }`,
  "button.html": `{ const form = document.createElement("form"); const button = document.createElement("button"); button.formAction = at; form.target = "button"; form.append(button); document.body.append(form); button.click(); }`,
  "link.html": `{ const link = document.createElement("a"); link.href = at; link.target = "link"; document.body.append(link); link.click(); }`,
  "window.html": `window.open(at, "window")`,
};

/** A server whose pages ask for things that only their scripts know. */
export interface ScriptedSite {
  readonly upstream: string;
  /** What was asked for below `/calls/`. */
  readonly calls: Set<string>;
  close(): Promise<void>;
}

export async function startScriptedSite(): Promise<ScriptedSite> {
  const calls = new Set<string>();
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", SCRIPTED);
    const { fields, type, body } =
      pathname === "/page" ? pageOf(searchParams.get("kind") ?? "plain") : fileOf(pathname);
    hear(request, calls);
    response.writeHead(200, { "Content-Type": type, ...fields });
    response.end(body);
  });
  server.on("upgrade", (request, socket) => {
    hear(request, calls);
    socket.end("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { upstream: `http://127.0.0.1:${port}`, calls, close: () => closeServer(server) };
}

async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

function hear({ url = "" }: IncomingMessage, calls: Set<string>): void {
  const [, name] = /^\/calls\/([^?]*)/.exec(url) ?? [];
  if (name !== undefined) calls.add(name);
}

interface Content {
  readonly fields?: Readonly<Record<string, string>>;
  readonly type: string;
  readonly body: string | Uint8Array;
}

/** One for each navigation: a second one into the same frame cancels a first that is still on its way. */
const FRAMES = ["form", "button", "link", "window"].map((name) => `<iframe name="${name}"></iframe>`).join("");

function pageOf(kind: string): Content {
  const { fields, markup } = SHIM_PAGES[kind as keyof typeof SHIM_PAGES];
  const body = `${markup}<script nonce="hArBoUr/+=" src="/scripts/calls.js"></script><body>${FRAMES}`;
  return { fields, type: "text/html; charset=utf-8", body };
}

/** Extension → media type and what is in such a file. */
const FILES: Readonly<Record<string, readonly [type: string, body: string | Uint8Array]>> = {
  js: ["text/javascript", ""],
  css: ["text/css", ""],
  html: ["text/html", "<!doctype html><title>A page</title>"],
  png: ["image/png", harbourPng(320)],
  "": ["text/event-stream", "data: x\n\n"],
};

function fileOf(path: string): Content {
  if (path === "/scripts/calls.js") return { type: "text/javascript", body: script() };
  const [type, body] = FILES[/\.(\w+)$/.exec(path)?.[1] ?? ""] ?? ["application/octet-stream", ""];
  return { type, body, fields: { "Service-Worker-Allowed": "/", "Cache-Control": "no-store" } };
}

function script(): string {
  const functions = Object.entries(SHIM_CALLS).map(([name, code]) => {
    const path = `/calls/${name}`;
    return `${JSON.stringify(name)}() { const at = ${JSON.stringify(path)}; const named = "http://scripted" + ".internal:9500" + at; ${code}; }`;
  });
  return `window.load = (at) => import(at);\nwindow.calls = {\n${functions.join(",\n")}\n};\ndocument.write('<img alt="" src="/calls/written.png">');\n`;
}
