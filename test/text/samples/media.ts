import { attribute, content, html, INTERNAL, kept, PUBLIC, type Sample, type Samples } from "./sample.ts";

const named = (element: string, name: string): Sample => [
  `<${element} ${name}="${INTERNAL}/x"/>`,
  `<${element} ${name}="${PUBLIC}/x"/>`,
];

export const MEDIA_SAMPLES: Samples = {
  dash: {
    BaseURL: content("BaseURL"),
    Location: content("Location"),
    PatchLocation: content("PatchLocation"),
    ContentSteering: content("ContentSteering"),
    "SegmentURL@media": attribute("SegmentURL", "media"),
    "SegmentURL@index": attribute("SegmentURL", "index"),
    "Initialization@sourceURL": attribute("Initialization", "sourceURL"),
    "BitstreamSwitching@sourceURL": attribute("BitstreamSwitching", "sourceURL"),
    "RepresentationIndex@sourceURL": attribute("RepresentationIndex", "sourceURL"),
    "SegmentTemplate@media": [
      '<SegmentTemplate media="/v/$Number%05d$.m4s"/>',
      '<SegmentTemplate media="/app/v/$Number%05d$.m4s"/>',
    ],
    "SegmentTemplate@index": attribute("SegmentTemplate", "index"),
    "SegmentTemplate@initialization": attribute("SegmentTemplate", "initialization"),
    "SegmentTemplate@bitstreamSwitching": attribute("SegmentTemplate", "bitstreamSwitching"),
    "UTCTiming@value": named("UTCTiming", "value"),
    "@schemeIdUri": kept(`<Role schemeIdUri="${INTERNAL}/role"/>`),
  },
  dashif: { Laurl: content("Laurl"), Authzurl: content("Authzurl") },
  playready: { "laurl@licenseUrl": attribute("laurl", "licenseUrl") },
  smil: {
    "@src": attribute("video", "src"),
    "@href": attribute("a", "href"),
    "@longdesc": attribute("img", "longdesc"),
    "meta@content": named("meta", "content"),
  },
  asx: { "@href": attribute("REF", "HREF"), "param@value": named("param", "value") },
  xspf: {
    location: content("location"),
    image: content("image"),
    info: content("info"),
    link: content("link"),
    identifier: kept(`<identifier>${INTERNAL}/1</identifier>`),
    "link@rel": kept(`<link rel="${INTERNAL}/rel"/>`),
    "meta@rel": kept(`<meta rel="${INTERNAL}/rel"/>`),
  },
  kml: {
    href: content("href"),
    styleUrl: content("styleUrl"),
    targetHref: content("targetHref"),
    "Schema@schemaUrl": attribute("Schema", "schemaUrl"),
    "SchemaData@schemaUrl": attribute("SchemaData", "schemaUrl"),
    "Model@href": attribute("Model", "href"),
    description: html("description"),
    text: html("text"),
  },
  ogc: {
    OnlineResource: content("OnlineResource"),
    "Get@onlineResource": attribute("Get", "onlineResource"),
    "Post@onlineResource": attribute("Post", "onlineResource"),
    "ResourceURL@template": [
      '<ResourceURL template="/t/{TileMatrix}/{TileRow}.png"/>',
      '<ResourceURL template="/app/t/{TileMatrix}/{TileRow}.png"/>',
    ],
    MetadataURL: content("MetadataURL"),
  },
  gpx: { "link@href": attribute("link", "href"), url: content("url") },
};
