import type { XmlVocabulary } from "../vocabulary.ts";

/** Playlists, presentations and maps. */
export const MEDIA = {
  /** MPEG-DASH, ISO/IEC 23009-1 */
  dash: {
    namespaces: ["urn:mpeg:dash:schema:mpd:*"],
    roots: ["MPD"],
    places: {
      BaseURL: "url",
      Location: "url",
      PatchLocation: "url",
      ContentSteering: "url",
      "SegmentURL@media": "url",
      "SegmentURL@index": "url",
      "Initialization@sourceURL": "url",
      "BitstreamSwitching@sourceURL": "url",
      "RepresentationIndex@sourceURL": "url",
      "SegmentTemplate@media": "url",
      "SegmentTemplate@index": "url",
      "SegmentTemplate@initialization": "url",
      "SegmentTemplate@bitstreamSwitching": "url",
      "UTCTiming@value": "url-if-named",
      "@schemeIdUri": "never",
    },
  },
  /** Licence servers of DASH and PlayReady */
  dashif: {
    namespaces: ["//dashif.org/CPS"],
    places: { Laurl: "url", Authzurl: "url" },
  },
  playready: {
    namespaces: ["urn:microsoft", "urn:microsoft:playready"],
    places: { "laurl@licenseUrl": "url" },
  },
  /** https://www.w3.org/TR/SMIL/ */
  smil: {
    namespaces: ["//www.w3.org/ns/SMIL*", "//www.w3.org/2001/SMIL20/*", "//www.w3.org/2005/SMIL21/*"],
    roots: ["smil"],
    places: { "@src": "url", "@href": "url", "@longdesc": "url", "meta@content": "url-if-named" },
  },
  /** Advanced Stream Redirector */
  asx: {
    namespaces: [],
    roots: ["asx"],
    places: { "@href": "url", "param@value": "url-if-named" },
  },
  /** https://xspf.org/spec */
  xspf: {
    namespaces: ["//xspf.org/ns/0/"],
    places: {
      location: "url",
      image: "url",
      info: "url",
      link: "url",
      identifier: "identifier",
      "link@rel": "never",
      "meta@rel": "never",
    },
  },
  /** https://www.ogc.org/standard/kml/ */
  kml: {
    namespaces: ["//www.opengis.net/kml/*", "//earth.google.com/kml/*"],
    roots: ["kml"],
    places: {
      href: "url",
      styleUrl: "url",
      targetHref: "url",
      "Schema@schemaUrl": "url",
      "SchemaData@schemaUrl": "url",
      "Model@href": "url",
      description: "html",
      text: "html",
    },
  },
  /** Capabilities of WMS, WFS, WCS and WMTS; most addresses there are xlink:href. */
  ogc: {
    namespaces: ["//www.opengis.net/w*"],
    roots: ["WMT_MS_Capabilities", "WFS_Capabilities", "WCS_Capabilities"],
    places: {
      OnlineResource: "url",
      "Get@onlineResource": "url",
      "Post@onlineResource": "url",
      "ResourceURL@template": "url",
      MetadataURL: "url",
    },
  },
  /** https://www.topografix.com/gpx.asp */
  gpx: {
    namespaces: ["//www.topografix.com/GPX/*"],
    roots: ["gpx"],
    places: { "link@href": "url", url: "url" },
  },
} as const satisfies Record<string, XmlVocabulary>;
