import { DOCUMENTS } from "./vocabularies/documents.ts";
import { FEEDS } from "./vocabularies/feeds.ts";
import { MEDIA } from "./vocabularies/media.ts";
import { SERVICES } from "./vocabularies/services.ts";
import type { XmlVocabulary } from "./vocabulary.ts";

/** All known XML vocabularies, by their usual prefix. */
export const XML_VOCABULARIES = { ...DOCUMENTS, ...FEEDS, ...SERVICES, ...MEDIA } as const satisfies Record<
  string,
  XmlVocabulary
>;
