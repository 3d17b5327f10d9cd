/** The kind of a text that a script passes to the browser. */
export type ShimKind = "url" | "srcset" | "markup" | "style";

type Move = (reference: string) => string;

/** The kind of an attribute on any element; undefined if it holds no URLs that a browser follows. */
export function attributeKind(name: string): ShimKind | undefined {
  if (/^(?:(?:xlink:)?href|src|action|formaction|poster|data|background|longdesc|lowsrc)$/i.test(name)) return "url";
  if (/^(?:image)?srcset$/i.test(name)) return "srcset";
  if (/^srcdoc$/i.test(name)) return "markup";
  return /^style$/i.test(name) ? "style" : undefined;
}

export function moveText(kind: ShimKind, text: string, move: Move): string {
  if (kind === "url") return move(text);
  // Descriptors and commas look like relative references, which stay.
  if (kind === "srcset") return text.replace(/[^\s,]\S*/g, move);
  return kind === "style" ? moveStyle(text, move) : moveMarkup(text, move);
}

export function moveStyle(css: string, move: Move): string {
  return css.replace(/(url\(\s*["']?)([^\s"')]+)/gi, (_all, opening: string, url: string) => opening + move(url));
}

/** Tags with `<` or `>` in an attribute are not parsed to their end. */
export function moveMarkup(markup: string, move: Move): string {
  return markup.replace(/<[a-z][^<>]*>/gi, (tag) =>
    tag.replace(
      /(\s)([^\s"'=/]+)(\s*=\s*)("[^"]*"|'[^']*'|[^\s"'>]+)/g,
      (all, space: string, name: string, equals: string, value: string) => {
        const kind = attributeKind(name);
        if (kind === undefined) return all;
        const quote = /^["']/.test(value) ? value.charAt(0) : "";
        const text = quote === "" ? value : value.slice(1, -1);
        return space + name + equals + quote + moveText(kind, text, move) + quote;
      },
    ),
  );
}
