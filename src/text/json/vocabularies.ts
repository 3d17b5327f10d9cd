import type { ValueKind } from "../../values/table.ts";

/**
 * How a JSON string is read: as a syntax that carries URLs, or as
 * - `identifier`: a name that looks like a URL; searched for literal names when the option `identifiers` is on;
 * - `integrity`: a digest of the resource that its member's name refers to, which may be rewritten.
 */
export type JsonKind = ValueKind | "identifier" | "integrity";

/**
 * The places of URLs in one JSON format.
 *
 * A place is the end of a path of member names, without arrays: `icons/src` is `src` in any object of the array `icons`.
 * `*` is any name. All other strings, including member names, are searched for literal names.
 */
export interface JsonVocabulary {
  /** Strings by their place. */
  readonly values: Readonly<Record<string, JsonKind>>;
  /** Names of members by their place. */
  readonly names?: Readonly<Record<string, JsonKind>>;
  /** Names in the outermost object that identify the format when the media type does not. */
  readonly markers?: readonly string[];
}

/** Identifiers in every format: RFC 8414 section 2, JSON Schema 8.2.1. */
const IDENTIFIERS = { issuer: "identifier", $id: "identifier" } as const;

export const JSON_VOCABULARIES = {
  /** An unknown format. */
  json: {
    values: IDENTIFIERS,
  },
  /** https://www.w3.org/TR/appmanifest/, https://wicg.github.io/manifest-incubations/ */
  manifest: {
    values: {
      ...IDENTIFIERS,
      id: "url",
      start_url: "url",
      scope: "url",
      "icons/src": "url",
      "screenshots/src": "url",
      "shortcuts/url": "url",
      "share_target/action": "url",
      "file_handlers/action": "url",
      "protocol_handlers/url": "url",
      "related_applications/url": "url",
      "serviceworker/src": "url",
      "serviceworker/scope": "url",
      "scope_extensions/origin": "origin",
      "note_taking/new_note_url": "url",
    },
  },
  /** https://html.spec.whatwg.org/#parse-an-import-map-string */
  importmap: {
    values: { "imports/*": "url", "scopes/*/*": "url", "integrity/*": "integrity" },
    names: { "imports/*": "url", "scopes/*": "url", "scopes/*/*": "url", "integrity/*": "url" },
  },
  /** https://html.spec.whatwg.org/#parse-a-speculation-rule-set-string */
  speculationrules: {
    values: { urls: "url", href_matches: "url", "href_matches/baseURL": "url" },
  },
  /** https://tc39.es/ecma426/ */
  "source-map": {
    values: { file: "url", sourceRoot: "url", sources: "url", "sections/url": "url" },
  },
  /** HAL, JSON:API 1.1, Siren, Collection+JSON, RFC 9457, oEmbed */
  hypermedia: {
    values: {
      ...IDENTIFIERS,
      href: "url",
      "links/*": "url",
      instance: "url",
      url: "url",
      thumbnail_url: "url",
      author_url: "url",
      provider_url: "url",
    },
  },
  /** https://spec.openapis.org/oas/, versions 2 and 3 */
  openapi: {
    values: {
      ...IDENTIFIERS,
      $ref: "url",
      "servers/url": "url",
      "externalDocs/url": "url",
      "contact/url": "url",
      "license/url": "url",
      termsOfService: "url",
      authorizationUrl: "url",
      tokenUrl: "url",
      refreshUrl: "url",
      openIdConnectUrl: "url",
      basePath: "reference",
    },
    markers: ["openapi", "swagger"],
  },
} as const satisfies Record<string, JsonVocabulary>;

export type JsonVocabularyName = keyof typeof JSON_VOCABULARIES;
