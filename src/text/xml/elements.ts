import type { StartTag } from "../../html/start-tag.ts";
import type { Scope } from "../../url/scope.ts";
import { lexiconOfNamespace, lexiconOfPrefix, lexiconOfRoot, type XmlLexicon } from "./lexicon.ts";
import type { XmlKind } from "./vocabulary.ts";

/** The namespace declarations in scope (https://www.w3.org/TR/xml-names/#scoping). */
interface Namespaces {
  readonly declared: ReadonlyMap<string, XmlLexicon | undefined>;
  readonly outer: Namespaces | undefined;
}

/** An open element: its vocabulary, namespaces and base URL. */
export interface XmlElement {
  /** Lower case, without its prefix. */
  readonly name: string;
  /** The vocabulary that it belongs to; undefined for an unknown one. */
  readonly lexicon: XmlLexicon | undefined;
  readonly namespaces: Namespaces | undefined;
  readonly scope: Scope;
}

/**
 * The open elements. An end tag closes the innermost one, regardless of its name. Elements nested deeper than
 * {@link MAX_DEPTH} are only counted, so that memory stays bounded.
 */
export class XmlElements {
  readonly #scope: Scope;
  readonly #open: XmlElement[] = [];
  #untracked = 0;
  /** The vocabulary of the document element. It also applies to names without a prefix in an unknown namespace or none. */
  #root: XmlLexicon | undefined;
  #hasRoot = false;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  get current(): XmlElement | undefined {
    return this.#open.at(-1);
  }

  get hasRoot(): boolean {
    return this.#hasRoot;
  }

  /** @param tag undefined for a start tag that could not be read */
  open(tag: StartTag | undefined): XmlElement {
    const element = tag ? this.#read(tag) : this.#unread();
    if (this.#open.length < MAX_DEPTH) this.#open.push(element);
    else this.#untracked++;
    return element;
  }

  close(): void {
    if (this.#untracked > 0) this.#untracked--;
    else this.#open.pop();
  }

  /** The kind of an attribute; undefined for plain text. */
  attributeKind(element: XmlElement, attribute: string): XmlKind | undefined {
    const { prefix, local } = splitName(attribute);
    if (prefix === "xmlns" || attribute === "xmlns") return "never";
    if (prefix === "") return element.lexicon?.attributeOf(element.name, local);
    return lexiconIn(element.namespaces, prefix)?.attributeOf("", local);
  }

  #read(tag: StartTag): XmlElement {
    const { prefix, local } = splitName(tag.name);
    const { namespaces: outer, scope } = this.#unread();
    const declared = declarations(tag);
    const namespaces = declared.size === 0 ? outer : { declared, outer };
    const own = lexiconIn(namespaces, prefix);
    if (!this.#hasRoot) this.#root = own ?? lexiconOfRoot(local);
    this.#hasRoot = true;
    const lexicon = own ?? (prefix === "" ? this.#root : undefined);
    const element = { name: local, lexicon, namespaces, scope };
    const base = this.#baseOf(tag, element);
    return base === undefined ? element : { ...element, scope: scope.within(base) };
  }

  /** An unknown element in the current place. */
  #unread(): XmlElement {
    const { namespaces, scope = this.#scope } = this.current ?? {};
    return { name: "", lexicon: undefined, namespaces, scope };
  }

  #baseOf(tag: StartTag, element: XmlElement): string | undefined {
    for (let index = 0; index < tag.count; index++) {
      const name = tag.attributeName(index);
      if (this.attributeKind(element, name) === "base") return tag.value(name);
    }
    return undefined;
  }
}

const MAX_DEPTH = 256;

function splitName(name: string): { prefix: string; local: string } {
  const colon = name.indexOf(":");
  return { prefix: name.slice(0, Math.max(colon, 0)), local: name.slice(colon + 1) };
}

function declarations(tag: StartTag): Map<string, XmlLexicon | undefined> {
  const declared = new Map<string, XmlLexicon | undefined>();
  for (let index = 0; index < tag.count; index++) {
    const name = tag.attributeName(index);
    if (name !== "xmlns" && !name.startsWith("xmlns:")) continue;
    declared.set(name.slice("xmlns:".length), lexiconOfNamespace(tag.value(name) ?? ""));
  }
  return declared;
}

/** The vocabulary that a prefix is declared for, or usually means if it is not declared. */
function lexiconIn(namespaces: Namespaces | undefined, prefix: string): XmlLexicon | undefined {
  for (let scope = namespaces; scope; scope = scope.outer) {
    if (scope.declared.has(prefix)) return scope.declared.get(prefix);
  }
  return prefix === "" ? undefined : lexiconOfPrefix(prefix);
}
