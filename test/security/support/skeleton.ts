import { tokenizer } from "acorn";
import { Parser } from "htmlparser2";
import { treeOf } from "../../html/oracle.ts";

/**
 * What a text is, apart from the contents of its strings, texts and URLs: two texts of one skeleton are read alike by every
 * reader. The text need not be well-formed.
 */
export type Skeleton = (text: string) => string;

/** Names may stand where they are no string, too: in code, comments, keys. There they may become each other. */
const NAMES =
  /(?:(?:http|ws)s?:\/\/)?(?:(?:legacy\.internal:8080|10\.0\.0\.1(?::80)?|\[::1\]:8080|www\.example\.com)(?:\/(?:app|shop))*|_-x\.example\.com:8443\/a!\$\*\+-\.:@\[\]\|~_%22%3c%3e%60%7b%7d%5e%22%27%3c)\/?/gi;

function withoutNames(text: string): string {
  return text
    .replace(/%3a|\\u003a/gi, ":")
    .replace(/%2f|\\u002f|\\\//gi, "/")
    .replace(NAMES, "N")
    .replace(/(?:http|ws)s?/gi, "S");
}

/** How the tokens of scripts are told (https://tc39.es/ecma262/#sec-ecmascript-language-lexical-grammar). */
export const scriptSkeleton: Skeleton = (text) => {
  const types: string[] = [];
  try {
    for (const { type } of tokenizer(withoutNames(text), { ecmaVersion: "latest", allowHashBang: true }))
      types.push(type.label);
  } catch {
    types.push("error");
  }
  return types.join(" ");
};

const CSS_HEX = String.raw`[\da-f]{1,6}(?:\r\n|[ \t\n\r\f])?`;
/** Of a name or URL; at the end of the text, too. */
const CSS_ESCAPE = String.raw`\\(?:${CSS_HEX}|[^\n\r\f]|$)`;
/** Of a string, which may go on in the next line. */
const CSS_STRING_ESCAPE = String.raw`\\(?:${CSS_HEX}|[\s\S]|$)`;

/** https://drafts.csswg.org/css-syntax/#tokenization, as far as it tells where strings and URLs end. */
const CSS_TOKENS = {
  comment: String.raw`\/\*[\s\S]*?(?:\*\/|$)`,
  string: String.raw`"(?:[^"\\\n\r\f]|${CSS_STRING_ESCAPE})*"?|'(?:[^'\\\n\r\f]|${CSS_STRING_ESCAPE})*'?`,
  url: String.raw`url\([ \t\n\r\f]*(?!["' \t\n\r\f])(?:[^"'()\\ \t\n\r\f]|${CSS_ESCAPE})*[ \t\n\r\f]*(?:\)|$)`,
  bad: String.raw`url\((?![ \t\n\r\f]*["'])(?:[^)\\]|\\[\s\S])*\)?`,
  space: String.raw`[ \t\n\r\f]+`,
  ident: String.raw`(?:[-\w\x80-\xff]|${CSS_ESCAPE})+`,
  mark: String.raw`[\s\S]`,
} as const satisfies Record<string, string>;
const CSS_TOKEN = new RegExp(
  Object.entries(CSS_TOKENS)
    .map(([kind, token]) => `(?<${kind}>${token})`)
    .join("|"),
  "gi",
);

export const cssSkeleton: Skeleton = (text) =>
  Array.from(withoutNames(text).matchAll(CSS_TOKEN), ({ 0: whole, groups }) => {
    const [kind = ""] = Object.entries(groups ?? {}).find(([, group]) => group !== undefined) ?? [];
    return kind === "mark" ? whole : kind;
  }).join(" ");

export const jsonSkeleton: Skeleton = (text) => {
  try {
    const isText = (value: unknown) => typeof value === "string";
    return withoutNames(JSON.stringify(JSON.parse(text), (_, value) => (isText(value) ? "" : value)));
  } catch {
    // What is no JSON is told by its strings' ends.
    return withoutNames(text)
      .replace(/"(?:[^"\\]|\\[\s\S])*"?/g, '"')
      .replace(/[^"[\]{}]+/g, "");
  }
};

export const xmlSkeleton: Skeleton = (text) => {
  const events: string[] = [];
  const parser = new Parser(
    {
      onopentag: (name, attributes) => events.push(`<${name} ${Object.keys(attributes).sort()}`),
      onclosetag: (name) => events.push(`/${name}`),
      oncomment: () => events.push("!--"),
      oncdatastart: () => events.push("[["),
      onprocessinginstruction: (name) => events.push(`?${name}`),
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(text);
  return withoutNames(events.join(" "));
};

/** How many candidates there are, and the descriptors of each (https://html.spec.whatwg.org/#parse-a-srcset-attribute). */
const srcsetSkeleton: Skeleton = (text) =>
  Array.from(text.matchAll(/[\s,]*(?:[^\s,][^\s]*,+(?=\s|$)|[^\s,][^\s]*((?:\([^)]*\)?|[^,(])*))/g), ([, rest = ""]) =>
    rest.trim(),
  ).join(", ");

/** Attributes and texts that have a structure themselves; a script's depends on its type, which tests leave out. */
const INNER: Readonly<Record<string, Skeleton>> = {
  style: cssSkeleton,
  script: scriptSkeleton,
  "@style": cssSkeleton,
  "@srcset": srcsetSkeleton,
  "@srcdoc": (value) => htmlSkeleton(value),
};

/** The tree of a document: its nodes, and the names of their attributes but for digests, which are dropped on purpose. */
export const htmlSkeleton: Skeleton = (text) =>
  treeOf(text, (place, value) => {
    const attribute = place.slice(place.indexOf("@"));
    if (attribute.startsWith("@on")) return scriptSkeleton(value);
    return (INNER[attribute] ?? INNER[place])?.(value) ?? "";
  })
    .filter((line) => !line.endsWith("@integrity="))
    .map(withoutNames)
    .join("\n");

/** Fields: quoted strings, references in angle brackets, whichever begins first, words, and what separates members. */
export const fieldSkeleton: Skeleton = (text) =>
  withoutNames(text)
    .replace(/"(?:[^"\\]|\\.)*"?|<[^>]*>?/gs, ([delimiter]) => delimiter as string)
    .replace(/[^"<;,\s]+/g, "x");
