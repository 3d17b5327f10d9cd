import { attribute, content, html, INTERNAL, kept, PUBLIC, type Sample, type Samples } from "./sample.ts";

const script = (element: string): Sample => [
  `<${element}><![CDATA[load("${INTERNAL}/x")]]></${element}>`,
  `<${element}><![CDATA[load("${PUBLIC}/x")]]></${element}>`,
];

export const DOCUMENT_SAMPLES: Samples = {
  xml: { "@base": ['<e p:base="/x/"/>', '<e p:base="/app/x/"/>'] },
  xlink: {
    "@href": ['<e p:href="/x"/>', '<e p:href="/app/x"/>'],
    "@role": kept(`<e p:role="${INTERNAL}/role"/>`),
    "@arcrole": kept(`<e p:arcrole="${INTERNAL}/role"/>`),
  },
  xi: { "include@href": attribute("include", "href") },
  xsl: {
    "import@href": attribute("import", "href"),
    "include@href": attribute("include", "href"),
    "import-schema@schema-location": attribute("import-schema", "schema-location"),
  },
  xforms: {
    "submission@action": attribute("submission", "action"),
    "submission@resource": attribute("submission", "resource"),
    "instance@src": attribute("instance", "src"),
    "instance@resource": attribute("instance", "resource"),
    "load@resource": attribute("load", "resource"),
  },
  opensearch: {
    "Url@template": ['<Url template="/s?q={searchTerms}"/>', '<Url template="/app/s?q={searchTerms}"/>'],
    Image: content("Image"),
  },
  moz: {
    SearchForm: content("SearchForm"),
    UpdateUrl: content("UpdateUrl"),
    IconUpdateUrl: content("IconUpdateUrl"),
  },
  rsd: {
    "api@apiLink": attribute("api", "apiLink"),
    engineLink: content("engineLink"),
    homePageLink: content("homePageLink"),
    docs: content("docs"),
  },
  wlw: {
    imageUrl: content("imageUrl"),
    watermarkImageUrl: content("watermarkImageUrl"),
    homepageUrl: content("homepageUrl"),
    adminUrl: content("adminUrl"),
    postEditingUrl: content("postEditingUrl"),
    url: content("url"),
  },
  jnlp: {
    "jnlp@codebase": attribute("jnlp", "codebase"),
    "@href": attribute("jar", "href"),
    "@codebase": attribute("applet-desc", "codebase"),
    "@template": attribute("icon", "template"),
  },
  browserconfig: { "@src": attribute("square70x70logo", "src") },
  oembed: {
    url: content("url"),
    thumbnail_url: content("thumbnail_url"),
    author_url: content("author_url"),
    provider_url: content("provider_url"),
    html: html("html"),
  },
  wml: {
    "a@href": attribute("a", "href"),
    "go@href": attribute("go", "href"),
    "img@src": attribute("img", "src"),
    "@onpick": attribute("option", "onpick"),
    "@onenterforward": attribute("card", "onenterforward"),
    "@onenterbackward": attribute("card", "onenterbackward"),
    "@ontimer": attribute("card", "ontimer"),
  },
  faces: {
    update: html("update"),
    insert: html("insert"),
    eval: script("eval"),
    "redirect@url": attribute("redirect", "url"),
  },
  wicket: {
    component: html("component"),
    "header-contribution": html("header-contribution"),
    evaluate: script("evaluate"),
    "priority-evaluate": script("priority-evaluate"),
    redirect: content("redirect"),
  },
};
