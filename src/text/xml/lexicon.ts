import { XML_VOCABULARIES } from "./vocabularies.ts";
import type { XmlKind, XmlVocabulary } from "./vocabulary.ts";

/** A vocabulary as a lookup table. Names are in lower case. */
export class XmlLexicon {
  readonly vocabulary: XmlVocabulary;
  readonly #kinds: ReadonlyMap<string, XmlKind>;

  constructor(vocabulary: XmlVocabulary) {
    this.vocabulary = vocabulary;
    this.#kinds = lowerCased(Object.entries(vocabulary.places ?? {}));
  }

  textOf(element: string): XmlKind | undefined {
    return this.#kinds.get(element);
  }

  /** @param element "" for an attribute with its own prefix */
  attributeOf(element: string, attribute: string): XmlKind | undefined {
    return this.#kinds.get(`${element}@${attribute}`) ?? this.#kinds.get(`@${attribute}`);
  }
}

const LEXICONS = Object.entries(XML_VOCABULARIES).map(([prefix, vocabulary]: [string, XmlVocabulary]) => ({
  prefix,
  vocabulary,
  lexicon: new XmlLexicon(vocabulary),
}));

const BY_PREFIX: ReadonlyMap<string, XmlLexicon> = lowerCased(
  LEXICONS.map(({ prefix, lexicon }) => [prefix, lexicon] as const),
);
const BY_ROOT: ReadonlyMap<string, XmlLexicon> = lowerCased(
  LEXICONS.flatMap(({ vocabulary, lexicon }) => (vocabulary.roots ?? []).map((root) => [root, lexicon] as const)),
);
const BY_NAMESPACE: ReadonlyMap<string, XmlLexicon> = new Map(
  LEXICONS.flatMap(({ vocabulary, lexicon }) => vocabulary.namespaces.map((name) => [name, lexicon] as const)),
);
const NAMESPACE_STARTS = [...BY_NAMESPACE]
  .filter(([name]) => name.endsWith("*"))
  .map(([name, lexicon]) => ({ start: name.slice(0, -1), lexicon }));

/** @param prefix in lower case */
export function lexiconOfPrefix(prefix: string): XmlLexicon | undefined {
  return BY_PREFIX.get(prefix);
}

/** @param element document element without a namespace, in lower case */
export function lexiconOfRoot(element: string): XmlLexicon | undefined {
  return BY_ROOT.get(element);
}

export function lexiconOfNamespace(name: string): XmlLexicon | undefined {
  const bare = name.trim().replace(/^https?:(?=\/\/)/, "");
  return BY_NAMESPACE.get(bare) ?? NAMESPACE_STARTS.find(({ start }) => bare.startsWith(start))?.lexicon;
}

function lowerCased<T>(entries: readonly (readonly [string, T])[]): Map<string, T> {
  return new Map(entries.map(([name, value]) => [name.toLowerCase(), value]));
}
