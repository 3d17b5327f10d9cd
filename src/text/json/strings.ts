import { escaped, JSON_ESCAPES } from "../../values/combinators/escapes.ts";
import { VALUES } from "../../values/table.ts";
import type { ValueRewriter } from "../../values/value.ts";
import type { TextContext } from "../text-context.ts";
import { formatMarkedBy, type JsonFormat, jsonFormat } from "./format.ts";
import type { JsonPath } from "./path.ts";
import type { JsonKind, JsonVocabularyName } from "./vocabularies.ts";

/** Decides how the strings of one JSON text are read. */
export class JsonStrings {
  readonly #context: TextContext;
  #format: JsonFormat;

  constructor(context: TextContext, vocabulary: JsonVocabularyName) {
    this.#context = context;
    this.#format = jsonFormat(vocabulary);
  }

  /** The kind of the string at a path; undefined for one in which only literal names are moved. */
  kindAt(path: JsonPath): JsonKind | undefined {
    return path.expectsName ? this.#format.names.at(path) : this.#format.values.at(path);
  }

  /** @returns undefined for a string in which only literal names are moved */
  rewriterOf(kind: JsonKind, path: JsonPath): ValueRewriter | undefined {
    if (kind === "identifier") return this.#context.options.identifiers ? undefined : leave;
    if (kind === "integrity") return this.#dropsDigest(path.name(0)) ? empty : leave;
    return escaped(JSON_ESCAPES, VALUES[kind]);
  }

  /** Call at the end of every string: the name of an outermost member may identify the format. */
  follow(path: JsonPath): void {
    const mayIdentify = path.expectsName && path.length === 1 && this.#format === jsonFormat("json");
    if (mayIdentify) this.#format = formatMarkedBy(path.name(0)) ?? this.#format;
  }

  #dropsDigest(url = ""): boolean {
    const { options, scope } = this.#context;
    return options.scripts && scope.direction === "toPublic" && scope.covers(url);
  }
}

const leave: ValueRewriter = () => {};

/** An empty digest disables the check. */
const empty: ValueRewriter = (value, _scope, splice) => splice(0, value.length, "");
