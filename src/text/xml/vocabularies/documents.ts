import type { XmlVocabulary } from "../vocabulary.ts";

/** Vocabularies for every XML document, and for documents that describe sites and applications to programs. */
export const DOCUMENTS = {
  /** https://www.w3.org/TR/xmlbase/ */
  xml: {
    namespaces: ["//www.w3.org/XML/1998/namespace"],
    places: { "@base": "base" },
  },
  xhtml: {
    namespaces: ["//www.w3.org/1999/xhtml"],
    roots: ["html"],
    isMarkup: true,
  },
  svg: {
    namespaces: ["//www.w3.org/2000/svg"],
    roots: ["svg"],
    isMarkup: true,
  },
  mathml: {
    namespaces: ["//www.w3.org/1998/Math/MathML"],
    roots: ["math"],
    isMarkup: true,
  },
  /** XML Signature: the part of the document that it covers is unknown before the document's end. */
  ds: {
    namespaces: ["//www.w3.org/2000/09/xmldsig#"],
    isSigned: true,
  },
  /** ClickOnce manifests, which are signed at their end */
  asm: {
    namespaces: ["urn:schemas-microsoft-com:asm.v1", "urn:schemas-microsoft-com:asm.v2"],
    isSigned: true,
  },
  /** https://www.w3.org/TR/xlink11/ */
  xlink: {
    namespaces: ["//www.w3.org/1999/xlink"],
    places: { "@href": "url", "@role": "never", "@arcrole": "never" },
  },
  /** https://www.w3.org/TR/xinclude-11/ */
  xi: {
    namespaces: ["//www.w3.org/2001/XInclude"],
    places: { "include@href": "url" },
  },
  /** https://www.w3.org/TR/xslt/ */
  xsl: {
    namespaces: ["//www.w3.org/1999/XSL/Transform"],
    places: { "import@href": "url", "include@href": "url", "import-schema@schema-location": "url" },
  },
  /** https://www.w3.org/TR/xforms11/ */
  xforms: {
    namespaces: ["//www.w3.org/2002/xforms"],
    places: {
      "submission@action": "url",
      "submission@resource": "url",
      "instance@src": "url",
      "instance@resource": "url",
      "load@resource": "url",
    },
  },
  /** https://github.com/dewitt/opensearch */
  opensearch: {
    namespaces: ["//a9.com/-/spec/opensearch*"],
    roots: ["OpenSearchDescription"],
    places: { "Url@template": "url", Image: "url" },
  },
  moz: {
    namespaces: ["//www.mozilla.org/2006/browser/search/"],
    places: { SearchForm: "url", UpdateUrl: "url", IconUpdateUrl: "url" },
  },
  /** Really Simple Discovery 1.0 */
  rsd: {
    namespaces: ["//archipelago.phrasewise.com/rsd"],
    roots: ["rsd"],
    places: { "api@apiLink": "url", engineLink: "url", homePageLink: "url", docs: "url" },
  },
  /** Windows Live Writer */
  wlw: {
    namespaces: ["//schemas.microsoft.com/wlw/manifest/weblog"],
    places: {
      imageUrl: "url",
      watermarkImageUrl: "url",
      homepageUrl: "url",
      adminUrl: "url",
      postEditingUrl: "url",
      url: "url",
    },
  },
  /** JSR 56. If it differs from the copy in a signed archive, Java asks its user. */
  jnlp: {
    namespaces: [],
    roots: ["jnlp"],
    places: { "jnlp@codebase": "base", "@href": "url", "@codebase": "url", "@template": "url" },
  },
  /** Tiles of Windows 8 and later */
  browserconfig: {
    namespaces: [],
    roots: ["browserconfig"],
    places: { "@src": "url" },
  },
  /** https://oembed.com/ */
  oembed: {
    namespaces: [],
    roots: ["oembed"],
    places: { url: "url", thumbnail_url: "url", author_url: "url", provider_url: "url", html: "html" },
  },
  /** WML 1.3 */
  wml: {
    namespaces: [],
    roots: ["wml"],
    places: {
      "a@href": "url",
      "go@href": "url",
      "img@src": "url",
      "@onpick": "url",
      "@onenterforward": "url",
      "@onenterbackward": "url",
      "@ontimer": "url",
    },
  },
  /** Responses of JavaServer Faces to partial requests */
  faces: {
    namespaces: [],
    roots: ["partial-response"],
    places: { update: "html", insert: "html", eval: "script", "redirect@url": "url" },
  },
  /** Ajax responses of Apache Wicket */
  wicket: {
    namespaces: [],
    roots: ["ajax-response"],
    places: {
      component: "html",
      "header-contribution": "html",
      evaluate: "script",
      "priority-evaluate": "script",
      redirect: "url",
    },
  },
} as const satisfies Record<string, XmlVocabulary>;
