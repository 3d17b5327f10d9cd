/**
 * What is rewritten, family by family. One object per route; every option has a default.
 *
 * The same table is the `rewrite` section of the configuration file and the options of `createRewriter`.
 */
export interface RewriteOptions {
  /** HTML attributes and nested documents. Default true. */
  html?: boolean;
  /** Stylesheets: external, `<style>`, `style=""`. Default true. */
  css?: boolean;
  /** Literal names in scripts: external, inline, event handlers, `javascript:` URLs. Default true. */
  scripts?: boolean;
  /** Literal names in JSON strings, web manifests, import maps, source maps. Default true. */
  json?: boolean;
  /** XML vocabularies: feeds, sitemaps, WSDL, WebDAV, SVG. Default true. */
  xml?: boolean;
  /** Literal names in visible text, comments and plain text bodies. Default true. */
  text?: boolean;
  /**
   * Form fields (`input value`, `textarea`, `option`) in pages, and request bodies back again: forms, multipart, and every
   * media type that is rewritten in responses. Both or none, so that saving a form changes nothing. Default false.
   */
  forms?: boolean;
  /** Query parameters of requests, public to internal. Default as `forms`: a form may be sent in the query. */
  query?: boolean;
  /** Identifiers that look like URLs: `itemid`, RDFa, Atom `id`, OIDC `issuer`. Default false. */
  identifiers?: boolean;
  /** URLs in authentication challenges (`Bearer realm`, `Digest domain`). Default false. */
  challenges?: boolean;
  /** Bodies sent with `Content-Disposition: attachment`. Default false: downloads stay bit-exact. */
  attachments?: boolean;
  /** Rewrite bodies marked `Cache-Control: no-transform` all the same. Default false. */
  ignoreNoTransform?: boolean;
  /** Which scanner reads HTML. Default "scan". */
  engine?: EngineName;
  /** More response fields and the kind of value each carries, e.g. `{ "x-next-page": "url" }`. Default none. */
  fields?: Readonly<Record<string, string>>;
  /** More attributes (any element) and the kind of value each carries, e.g. `{ "data-endpoint": "url" }`. Default none. */
  attributes?: Readonly<Record<string, string>>;
}

/** The HTML scanners: our own, htmlparser2's tokenizer, parse5's SAX parser. */
export type EngineName = "scan" | "htmlparser2" | "parse5";

/** All options, none missing. */
export type ResolvedRewriteOptions = Readonly<Required<RewriteOptions>>;

export const DEFAULT_REWRITE_OPTIONS: ResolvedRewriteOptions = {
  html: true,
  css: true,
  scripts: true,
  json: true,
  xml: true,
  text: true,
  forms: false,
  query: false,
  identifiers: false,
  challenges: false,
  attachments: false,
  ignoreNoTransform: false,
  engine: "scan",
  fields: {},
  attributes: {},
};

export function resolveRewriteOptions(options: RewriteOptions = {}): ResolvedRewriteOptions {
  const { forms = DEFAULT_REWRITE_OPTIONS.forms } = options;
  return { ...DEFAULT_REWRITE_OPTIONS, query: forms, ...options };
}
