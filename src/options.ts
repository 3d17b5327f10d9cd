import { ReoriginError } from "./errors.ts";

/** What is rewritten: the `rewrite` section of a route, and the `options` of `createRewriter`. */
export interface RewriteOptions {
  /** Attributes in HTML, and documents nested in them. Default true. */
  html?: boolean;
  /** Stylesheets: external files, `<style>` and `style=""`. Default true. */
  css?: boolean;
  /** Internal names in scripts: external, inline, event handlers, `javascript:` URLs. Default true. */
  scripts?: boolean;
  /** Internal names in JSON strings; URLs in web manifests, import maps and source maps. Default true. */
  json?: boolean;
  /** XML: feeds, sitemaps, WSDL, WebDAV, SVG. Default true. */
  xml?: boolean;
  /** Internal names in visible text, comments and plain text. Default true. */
  text?: boolean;
  /**
   * Form fields (`input value`, `textarea`, `option`) in pages, and the inverse in request bodies: forms, multipart, and
   * every media type that is rewritten in responses. Both or neither, so that saving a form changes nothing. Default false.
   */
  forms?: boolean;
  /** Query parameters of requests, public to internal. Default: the value of `forms`, because a form may be sent in the query. */
  query?: boolean;
  /** Identifiers that look like URLs: `itemid`, RDFa, Atom `id`, OIDC `issuer`. Default false. */
  identifiers?: boolean;
  /** URLs in authentication challenges (`Bearer realm`, `Digest domain`). Default false. */
  challenges?: boolean;
  /** Downloads: bodies sent with `Content-Disposition: attachment`. Default false. */
  attachments?: boolean;
  /** Also rewrite bodies marked `Cache-Control: no-transform`. Default false. */
  ignoreNoTransform?: boolean;
  /** HTML parser. Default "scan". */
  engine?: EngineName;
  /** Additional response fields and the kind of value each holds, such as `{ "x-next-page": "url" }`. Default none. */
  fields?: Readonly<Record<string, string>>;
  /** Additional attributes, on any element, and the kind of value each holds: `{ "data-endpoint": "url" }`. Default none. */
  attributes?: Readonly<Record<string, string>>;
}

/** The HTML parsers: reorigin's own, htmlparser2's tokenizer, parse5's SAX parser. */
export type EngineName = "scan" | "htmlparser2" | "parse5";

/** All options, with defaults filled in. */
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

/**
 * All options, with defaults for those that are missing.
 *
 * @throws {ReoriginError} ERR_CONFIG for an unknown option or engine
 */
export function resolveRewriteOptions(options: RewriteOptions = {}): ResolvedRewriteOptions {
  for (const name of Object.keys(options)) {
    if (!Object.hasOwn(DEFAULT_REWRITE_OPTIONS, name)) throw unusable(`option "${name}": there is no such option`);
  }
  const { forms = DEFAULT_REWRITE_OPTIONS.forms } = options;
  const resolved = { ...DEFAULT_REWRITE_OPTIONS, query: forms, ...options };
  if (!ENGINES.includes(resolved.engine)) {
    throw unusable(`engine "${resolved.engine}": expected one of ${ENGINES.join(", ")}`);
  }
  return resolved;
}

const ENGINES: readonly EngineName[] = ["scan", "htmlparser2", "parse5"];

function unusable(what: string): ReoriginError {
  return new ReoriginError("ERR_CONFIG", `Cannot use ${what}`);
}
