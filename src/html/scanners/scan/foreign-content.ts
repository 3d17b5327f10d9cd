import type { Tag } from "./tag.ts";

type Namespace = "html" | "svg" | "math";

/** A namespace that was entered, and the name of the tag that entered it. */
interface Level {
  namespace: Namespace;
  name: string;
}

const DOCUMENT: Level = { namespace: "html", name: "" };

/** Far deeper than anyone nests namespaces; what opens deeper changes nothing. */
const LEVELS_LIMIT = 64;

/** Start tags that leave foreign content, beside `font` with one of the attributes below. */
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
 * Which namespace the input is in, as far as tags alone tell it: where it is not HTML, CDATA sections exist and no start
 * tag begins a text-only element (https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inforeign).
 */
export class ForeignContent {
  /** Empty outside of `svg` and `math`; the levels of integration points are HTML. */
  readonly #levels: Level[] = [];

  /** Whether the input is in SVG or MathML. */
  get isForeign(): boolean {
    return this.#innermost.namespace !== "html";
  }

  /** Whether end tags matter. */
  get isEntered(): boolean {
    return this.#levels.length > 0;
  }

  get #innermost(): Level {
    return this.#levels.at(-1) ?? DOCUMENT;
  }

  /** Takes a start tag; `text` is the piece that it ended in. */
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

  /** The namespace of what is in the element; undefined if it has no level of its own. */
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
