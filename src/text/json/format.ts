import { JsonPlaces } from "./places.ts";
import { JSON_VOCABULARIES, type JsonKind, type JsonVocabulary, type JsonVocabularyName } from "./vocabularies.ts";

/** A vocabulary as lookup tables. */
export interface JsonFormat {
  /** The kinds of strings, by their place. */
  readonly values: JsonPlaces<JsonKind>;
  /** The kinds of member names, by their place. */
  readonly names: JsonPlaces<JsonKind>;
}

const VOCABULARIES: Readonly<Record<JsonVocabularyName, JsonVocabulary>> = JSON_VOCABULARIES;

const FORMATS: ReadonlyMap<string, JsonFormat> = new Map(
  Object.entries(VOCABULARIES).map(([name, { values, names = {} }]) => [
    name,
    { values: new JsonPlaces(values), names: new JsonPlaces(names) },
  ]),
);

const MARKED: ReadonlyMap<string, JsonFormat> = new Map(
  Object.entries(VOCABULARIES).flatMap(([name, { markers = [] }]) =>
    markers.map((marker) => [marker, FORMATS.get(name) as JsonFormat]),
  ),
);

export function jsonFormat(vocabulary: JsonVocabularyName): JsonFormat {
  return FORMATS.get(vocabulary) as JsonFormat;
}

/** The format that a member's name in the outermost object identifies; undefined when it identifies none. */
export function formatMarkedBy(name: string | undefined): JsonFormat | undefined {
  return name === undefined ? undefined : MARKED.get(name);
}
