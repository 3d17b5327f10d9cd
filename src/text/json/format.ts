import { JsonPlaces } from "./places.ts";
import { JSON_VOCABULARIES, type JsonKind, type JsonVocabulary, type JsonVocabularyName } from "./vocabularies.ts";

/** A vocabulary, ready to be looked up. */
export interface JsonFormat {
  /** How strings are read, by their place. */
  readonly values: JsonPlaces<JsonKind>;
  /** How names of members are read, by their place. */
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

/** The format of a text of no known vocabulary whose outermost object has a member of this name. */
export function formatMarkedBy(name: string | undefined): JsonFormat | undefined {
  return name === undefined ? undefined : MARKED.get(name);
}
