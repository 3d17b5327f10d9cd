import { DOCUMENTS } from "./xml-vocabularies/documents.ts";
import { FEEDS } from "./xml-vocabularies/feeds.ts";
import { MEDIA } from "./xml-vocabularies/media.ts";
import { SERVICES } from "./xml-vocabularies/services.ts";
import type { XmlVocabulary } from "./xml-vocabulary.ts";

/** Every XML vocabulary that is known, by the prefix that it usually has. */
export const XML_VOCABULARIES = { ...DOCUMENTS, ...FEEDS, ...SERVICES, ...MEDIA } as const satisfies Record<
  string,
  XmlVocabulary
>;
