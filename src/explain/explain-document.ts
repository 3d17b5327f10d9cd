import { parseContentType } from "../body/content-type.ts";
import { DocumentRewriter } from "../body/document-rewriter.ts";
import { documentType } from "../body/media-types.ts";
import type { Config } from "../config/config.ts";
import { ReoriginError } from "../errors.ts";
import type { EngineName } from "../options.ts";
import { type RouteSpec, UrlMap } from "../url/map.ts";
import { Scope } from "../url/scope.ts";
import { applicationRoutes } from "./application-routes.ts";
import { explainBody } from "./explain-body.ts";
import type { Explanation } from "./explanation.ts";
import { unreadFindings } from "./findings/unread-findings.ts";

export interface DocumentQuestion {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The whole Content-Type. */
  readonly type: string;
  /** Where it was fetched from, public or internal. Default: the internal URL of the first route. */
  readonly base?: string | undefined;
  readonly config: Config;
  /** A second engine to read HTML with and compare. Default: none. */
  readonly verifyWith?: EngineName | undefined;
}

/** Explains a document as if a route's application had sent it. */
export function explainDocument({ name, bytes, type, base, config, verifyWith }: DocumentQuestion): Explanation {
  const routes = applicationRoutes(config);
  const map = new UrlMap(routes);
  const url = base === undefined ? map.home("toPublic") : map.toInternal(base);
  const isOf = (each: RouteSpec) => url !== undefined && new Scope(new UrlMap([each]), "toPublic").covers(url);
  const route = routes.find(isOf) ?? routes[0];
  if (!route || url === undefined) throw new ReoriginError("ERR_CONFIG", `Cannot explain "${name}": there is no route`);
  const { mediaType, charset: label } = parseContentType(type);
  const document = documentType(mediaType, new URL(url).pathname);
  const options = route.rewrite;
  const body = { type, codings: [], overruns: 0 };
  if (!document || !options[document.family]) {
    const outcome = document ? "family" : "media-type";
    return { target: name, base: url, body: { ...body, outcome }, findings: unreadFindings(bytes, map, outcome) };
  }

  const head = { mediaType, label, document };
  const settings = () => ({ scope: new Scope(map, "toPublic", url), options, limits: config.limits });
  const rewriter = new DocumentRewriter(head, settings());
  const output = rewritten(bytes, rewriter);
  const { passReason, overruns } = rewriter;
  const { charset, ...found } = explainBody({ head, bytes, settings: settings(), output, passReason }, verifyWith);
  return {
    target: name,
    base: url,
    body: { ...body, charset, overruns, outcome: passReason ?? "rewritten" },
    ...found,
  };
}

/** Rewrites in pieces of the size in which files are read. */
function rewritten(bytes: Uint8Array, rewriter: DocumentRewriter): Uint8Array {
  const output: Uint8Array[] = [];
  for (let start = 0; start < bytes.length; start += PIECE_BYTES) {
    output.push(rewriter.write(bytes.subarray(start, start + PIECE_BYTES)));
  }
  output.push(rewriter.end());
  return Buffer.concat(output);
}

const PIECE_BYTES = 65_536;
