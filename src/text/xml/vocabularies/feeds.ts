import type { XmlVocabulary } from "../vocabulary.ts";

/** RSS and Atom with their modules, AtomPub, OPML, sitemaps. */
export const FEEDS = {
  /** https://www.rssboard.org/rss-specification, https://web.resource.org/rss/1.0/spec */
  rss: {
    namespaces: ["//purl.org/rss/1.0/", "//backend.userland.com/rss*", "//my.netscape.com/rdf/simple/*"],
    roots: ["rss"],
    places: {
      link: "url",
      url: "url",
      comments: "url",
      docs: "url",
      guid: "permalink",
      description: "html",
      "enclosure@url": "url",
      "source@url": "url",
      "category@domain": "identifier",
    },
  },
  /** RFC 4287, and its draft 0.3 */
  atom: {
    namespaces: ["//www.w3.org/2005/Atom", "//purl.org/atom/ns#"],
    places: {
      "link@href": "url",
      "content@src": "url",
      "generator@uri": "url",
      "generator@url": "url",
      "category@scheme": "identifier",
      uri: "url",
      url: "url",
      logo: "url",
      icon: "url",
      id: "identifier",
      title: "construct",
      subtitle: "construct",
      tagline: "construct",
      summary: "construct",
      rights: "construct",
      content: "construct",
    },
  },
  /** AtomPub, RFC 5023 */
  app: {
    namespaces: ["//www.w3.org/2007/app", "//purl.org/atom/app#"],
    places: { "collection@href": "url", "categories@href": "url", "categories@scheme": "identifier" },
  },
  /** RFC 4685 */
  thr: {
    namespaces: ["//purl.org/syndication/thread/1.0"],
    places: { "in-reply-to@href": "url", "in-reply-to@source": "url", "in-reply-to@ref": "identifier" },
  },
  /** https://web.resource.org/rss/1.0/modules/content/ */
  content: {
    namespaces: ["//purl.org/rss/1.0/modules/content/"],
    places: { encoded: "html" },
  },
  /** WordPress' own: https://wordpress.org/documentation/article/tools-export-screen/ */
  excerpt: {
    namespaces: ["//wordpress.org/export/1.2/excerpt/", "//wordpress.org/export/1.1/excerpt/"],
    places: { encoded: "html" },
  },
  /** http://wellformedweb.org/CommentAPI/ */
  wfw: {
    namespaces: ["//wellformedweb.org/CommentAPI/"],
    places: { comment: "url", commentRss: "url" },
  },
  /** https://www.rssboard.org/media-rss */
  media: {
    namespaces: ["//search.yahoo.com/mrss/", "//search.yahoo.com/mrss"],
    places: {
      "content@url": "url",
      "thumbnail@url": "url",
      "player@url": "url",
      "embed@url": "url",
      "subTitle@href": "url",
      "peerLink@href": "url",
      "license@href": "url",
      title: "construct",
      description: "construct",
      text: "construct",
    },
  },
  itunes: {
    namespaces: ["//www.itunes.com/dtds/podcast-1.0.dtd"],
    places: { "image@href": "url", "new-feed-url": "url", summary: "html" },
  },
  /** https://podcasting2.org/docs/podcast-namespace */
  podcast: {
    namespaces: ["//podcastindex.org/namespace/1.0"],
    places: {
      "chapters@url": "url",
      "transcript@url": "url",
      "funding@url": "url",
      "person@href": "url",
      "person@img": "url",
      "soundbite@url": "url",
      "source@uri": "url",
    },
  },
  feedburner: {
    namespaces: ["//rssnamespace.org/feedburner/ext/1.0"],
    places: { origLink: "url", origEnclosureLink: "url" },
  },
  /** Dublin Core */
  dc: {
    namespaces: ["//purl.org/dc/elements/1.1/", "//purl.org/dc/terms/"],
    places: { identifier: "identifier" },
  },
  rdf: {
    namespaces: ["//www.w3.org/1999/02/22-rdf-syntax-ns#"],
    places: {
      "@about": "identifier",
      "@resource": "identifier",
      "@ID": "identifier",
      "@datatype": "never",
      "@type": "never",
    },
  },
  /** http://opml.org/spec2.opml */
  opml: {
    namespaces: [],
    roots: ["opml"],
    places: { "outline@xmlUrl": "url", "outline@htmlUrl": "url", "outline@url": "url" },
  },
  /** https://www.sitemaps.org/protocol.html */
  sitemap: {
    namespaces: ["//www.sitemaps.org/schemas/sitemap/*", "//www.google.com/schemas/sitemap/*"],
    roots: ["urlset", "sitemapindex"],
    places: { loc: "url" },
  },
  image: {
    namespaces: ["//www.google.com/schemas/sitemap-image/*"],
    places: { loc: "url", license: "url" },
  },
  video: {
    namespaces: ["//www.google.com/schemas/sitemap-video/*"],
    places: {
      thumbnail_loc: "url",
      content_loc: "url",
      player_loc: "url",
      gallery_loc: "url",
      "uploader@info": "url",
    },
  },
} as const satisfies Record<string, XmlVocabulary>;
