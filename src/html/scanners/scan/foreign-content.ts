import type { Tag } from "./tag.ts";

type Namespace = "html" | "svg" | "math";

/** An open namespace, and the name of the tag that opened it. */
interface Level {
  namespace: Namespace;
  name: string;
}

const DOCUMENT: Level = { namespace: "html", name: "" };

/** Far deeper than namespaces are nested in practice. Deeper levels are ignored. */
const LEVELS_LIMIT = 64;

/** Start tags that leave foreign content, as does `font` with one of the attributes below. */
const BREAKOUT_NAMES: ReadonlySet<string> = new Set(
  (
    "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta " +
    "nobr ol p pre ruby s small span strong strike sub sup table tt u ul var"
  ).split(" "),
);
const BREAKOUT_FONT_ATTRIBUTES = ["color", "face", "size"] as const;

/** Elements whose content is HTML again. */
const INTEGRATION_POINTS: Readonly<Record<"svg" | "math", ReadonlySet<string>>> = {
  svg: new Set(["foreignobject", "desc", "title"]),
  math: new Set(["mi", "mo", "mn", "ms", "mtext"]),
};
const INTEGRATION_ENCODINGS: ReadonlySet<string | undefined> = new Set(["text/html", "application/xhtml+xml"]);

/**
 * The current namespace, as far as tags alone determine it. Outside of HTML, CDATA sections exist and no start tag begins a
 * text-only element (https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inforeign).
 */
export class ForeignContent {
  /** Empty outside of `svg` and `math`; the levels of integration points are HTML. */
  readonly #levels: Level[] = [];

  /** Whether the input is in SVG or MathML. */
  get isForeign(): boolean {
    return this.#innermost.namespace !== "html";
  }

  /** Whether any level is open, so that end tags matter. */
  get isEntered(): boolean {
    return this.#levels.length > 0;
  }

  get #innermost(): Level {
    return this.#levels.at(-1) ?? DOCUMENT;
  }

  /** @param text the piece that the tag ended in */
  startTag(tag: Tag, text: string): void {
    const name = tag.name(text);
    if (this.isForeign && isBreakout(name, tag, text)) this.#leaveForeign();
    else if (!tag.selfClosing) {
      const namespace = this.#namespaceIn(name, tag, text);
      if (namespace !== undefined && this.#levels.length < LEVELS_LIMIT) this.#levels.push({ namespace, name });
    }
  }

  endTag(name: string): void {
    if (!this.isForeign) {
      if (this.#levels.at(-1)?.name === name) this.#levels.pop();
    } else if (name === "p" || name === "br") this.#leaveForeign();
    else this.#leave(name);
  }

  /** The namespace of an element's content; undefined if the element opens no level. */
  #namespaceIn(name: string, tag: Tag, text: string): Namespace | undefined {
    const { namespace, name: parent } = this.#innermost;
    if (name === "svg" && (namespace !== "math" || parent === "annotation-xml")) return "svg";
    if (name === "math" && namespace !== "svg") return "math";
    if (namespace === "html") return undefined;
    if (INTEGRATION_POINTS[namespace].has(name)) return "html";
    if (namespace === "svg" || name !== "annotation-xml") return undefined;
    return INTEGRATION_ENCODINGS.has(tag.attribute(text, "encoding")?.toLowerCase()) ? "html" : "math";
  }

  /** Leaves the innermost foreign level of this name, unless an HTML level is in between. */
  #leave(name: string): void {
    for (let i = this.#levels.length - 1; i >= 0 && this.#levels[i]!.namespace !== "html"; i--) {
      if (this.#levels[i]!.name === name) {
        this.#levels.length = i;
        return;
      }
    }
  }

  #leaveForeign(): void {
    while (this.isForeign) this.#levels.pop();
  }
}

function isBreakout(name: string, tag: Tag, text: string): boolean {
  if (name === "font")
    return BREAKOUT_FONT_ATTRIBUTES.some((attribute) => tag.attribute(text, attribute) !== undefined);
  return BREAKOUT_NAMES.has(name);
}
