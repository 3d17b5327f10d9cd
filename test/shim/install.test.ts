import assert from "node:assert/strict";
import { test } from "node:test";
import { createContext, runInContext } from "node:vm";
import { digest } from "../../src/shim/browser/digest.ts";
import type { ShimMap } from "../../src/shim/browser/mover.ts";
import { shimScript } from "../../src/shim/shim-script.ts";

const MAP: ShimMap = {
  mount: "/app",
  home: "",
  moves: [{ names: [digest("legacy.internal:8080")], from: "", origin: "", path: "/app", isOwn: true }],
  served: ["/app", "/other"],
  cookieTag: "ro00000001-",
};

/** What a page has before the shim: just enough of a browser to hear what it is asked for. */
const BROWSER = `
  var asked = [], jar = "", listeners = [], led = [];
  var location = { origin: "https://www.example.com", assign: (url) => led.push("assign " + url), replace: (url) => led.push("replace " + url) };
  var navigation = { addEventListener: (type, listener) => listeners.push(listener) };
  var document;
  function fetch(input, init) { asked.push(["fetch", this === undefined || this === globalThis, input, init]); return "answer"; }
  function WebSocket(url) { if (!new.target) throw new TypeError("new"); asked.push(["WebSocket", url]); this.url = url; }
  WebSocket.OPEN = 1;
  class Element { setAttribute(name, value) { asked.push([name, value]); } }
  class HTMLImageElement extends Element { get src() { return this.source; } set src(value) { this.source = value; } }
  class HTMLIFrameElement extends Element { get contentWindow() { return this.made; } }
  class ServiceWorkerContainer { register(url, options) { asked.push([url, options]); } }
  class Document { get baseURI() { return "https://www.example.com/app/dir/page"; } get cookie() { return jar; } set cookie(value) { jar = value; } write(...parts) { asked.push(parts); } }
  document = new Document();
  Object.assign(globalThis, { Element, HTMLImageElement, HTMLIFrameElement, ServiceWorkerContainer, Document });
`;

/** A page after the shim, and what runs there. */
function openPage(map: ShimMap = MAP, times = 1): (code: string) => unknown {
  const context = createContext({ URL });
  const run = (code: string) => runInContext(code, context);
  run(`${BROWSER}; var before = { fetch, WebSocket, fetchText: String(fetch) }`);
  for (let i = 0; i < times; i++) run(shimScript(map).text);
  return (code) => {
    const result: unknown = run(`JSON.stringify(${code})`);
    return typeof result === "string" ? JSON.parse(result) : undefined;
  };
}

const cases: { name: string; code: string; expected: unknown }[] = [
  { name: "a function", code: `(fetch("/x", {}), asked[0])`, expected: ["fetch", true, "/app/x", {}] },
  { name: "what it returns", code: `fetch("/x")`, expected: "answer" },
  {
    name: "a URL object",
    code: `(fetch(new URL("http://legacy.internal:8080/x")), asked[0][2])`,
    expected: "https://www.example.com/app/x",
  },
  { name: "another object", code: `(fetch({ x: 1 }), asked[0][2])`, expected: { x: 1 } },
  {
    name: "a constructor",
    code: `new WebSocket("wss://www.example.com/x").url`,
    expected: "wss://www.example.com/app/x",
  },
  { name: "a subclass", code: `new (class extends WebSocket {})("/x").url`, expected: "/app/x" },
  {
    name: "what a constructor has",
    code: `[WebSocket.OPEN, WebSocket.name, WebSocket.length, new WebSocket("x") instanceof WebSocket, new WebSocket("x").constructor === WebSocket]`,
    expected: [1, "WebSocket", 1, true, true],
  },
  {
    name: "a property keeps its descriptor",
    code: `(({ value, ...rest }) => [typeof value, rest])(Object.getOwnPropertyDescriptor(Element.prototype, "setAttribute"))`,
    expected: ["function", { writable: true, enumerable: false, configurable: true }],
  },
  {
    name: "errors are the function's own",
    code: `(() => { try { WebSocket("x") } catch (error) { return error.message } })()`,
    expected: "new",
  },
  {
    name: "an attribute by its name",
    code: `(document, new Element().setAttribute("HREF", "/x"), new Element().setAttribute("title", "/x"), asked)`,
    expected: [
      ["HREF", "/app/x"],
      ["title", "/x"],
    ],
  },
  { name: "a setter", code: `((image) => (image.src = "/x", image.src))(new HTMLImageElement())`, expected: "/app/x" },
  {
    name: "a scope",
    code: `(new ServiceWorkerContainer().register("/sw.js", { scope: "/", type: "module" }), asked[0])`,
    expected: ["/app/sw.js", { scope: "/app/", type: "module" }],
  },
  {
    name: "all that is written",
    code: `(document.write("<a href=/x>", "<a href=/y>"), asked[0])`,
    expected: ["<a href=/app/x>", "<a href=/app/y>"],
  },
  {
    name: "a cookie that is set",
    code: `(document.cookie = "SID=1; path=/; Secure", jar)`,
    expected: "ro00000001-SID=1; path=/app/; Secure",
  },
  {
    name: "a cookie's path by segment",
    code: `(document.cookie = "SID=1; Path=/apple", jar)`,
    expected: "ro00000001-SID=1; Path=/app/apple",
  },
  {
    name: "a cookie's public path",
    code: `(document.cookie = "SID=1; Path=/app/x", jar)`,
    expected: "ro00000001-SID=1; Path=/app/x",
  },
  {
    name: "the cookies that are read",
    code: `(jar = "a=1; ro00000001-SID=2; ro00000002-SID=3; SID=4", document.cookie)`,
    expected: "a=1; SID=2",
  },
];

for (const { name, code, expected } of cases) {
  test(`in a page: ${name}`, () => assert.deepEqual(openPage()(code), expected));
  test(`in a page that has the script twice: ${name}`, () => assert.deepEqual(openPage(MAP, 2)(code), expected));
}

test("cookies that bear their own names keep them", () => {
  const run = openPage({ ...MAP, cookieTag: "" });
  assert.equal(run(`(document.cookie = "SID=1; path=/", jar)`), "SID=1; path=/app/");
  assert.equal(run(`(jar = "a=1; ro00000002-SID=3", document.cookie)`), "a=1; ro00000002-SID=3");
});

const navigations: { name: string; event: object; led: string[] }[] = [
  { name: "a path that nobody serves", event: {}, led: ["assign https://www.example.com/app/x"] },
  {
    name: "in place of the page",
    event: { navigationType: "replace" },
    led: ["replace https://www.example.com/app/x"],
  },
  { name: "a path that is served", event: { destination: { url: "https://www.example.com/other/x" } }, led: [] },
  {
    name: "an internal server",
    event: { destination: { url: "http://legacy.internal:8080/x" } },
    led: ["assign https://www.example.com/app/x"],
  },
  { name: "a form with content", event: { formData: {} }, led: [] },
  { name: "what cannot be cancelled", event: { cancelable: false }, led: [] },
  { name: "a download", event: { downloadRequest: "" }, led: [] },
];

for (const { name, event, led } of navigations) {
  test(`a navigation: ${name}`, () => {
    const usual = {
      cancelable: true,
      hashChange: false,
      formData: null,
      downloadRequest: null,
      navigationType: "push",
    };
    const asked = JSON.stringify({ ...usual, destination: { url: "https://www.example.com/x" }, ...event });
    const run = openPage();
    const code = `((event) => (listeners.forEach((listen) => listen(event)), event.cancelled ?? 0))({ ...${asked}, preventDefault() { this.cancelled = 1 }, stopImmediatePropagation() {} })`;
    assert.equal(run(code), led.length);
    assert.deepEqual(run("led"), led);
  });
}

test("in a frame that a script writes, and in no other", () => {
  const run = openPage();
  const frame = (href: string) =>
    `((asked) => ({ frame: { location: { href: "${href}", origin: "null" }, origin: location.origin, document: { baseURI: document.baseURI }, open: (url) => asked.push(url) }, asked }))([])`;
  const code = (href: string) => `((made) => {
    const element = Object.create(HTMLIFrameElement.prototype, { made: { value: made.frame } });
    element.contentWindow.open("/x");
    return made.asked;
  })(${frame(href)})`;
  assert.deepEqual(run(code("about:blank")), ["/app/x"]);
  assert.deepEqual(run(code("https://www.example.com/other/")), ["/x"]);
  assert.equal(run("new HTMLIFrameElement().contentWindow ?? 0"), 0);
});

test("a browser that has nothing of all this", () => {
  const context = createContext({ URL, location: { origin: "null" }, document: { baseURI: "about:blank" } });
  assert.doesNotThrow(() => runInContext(shimScript(MAP).text, context));
});

test("a script that could end its element", () => {
  const { text } = shimScript({ ...MAP, mount: "/</script>\u2028" });
  assert.doesNotMatch(text, /<\/script|\u2028/);
  assert.match(text, /\\u003c\/script>\\u2028/);
});
