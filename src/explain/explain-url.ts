import { CODINGS, type CodingName } from "../body/codings/coding.ts";
import { parseContentCoding } from "../body/codings/content-encoding.ts";
import { type BodyPlan, type Passing, type PassReason, planBody, type Rewriting } from "../body/plan.ts";
import type { Config } from "../config/config.ts";
import { ReoriginError } from "../errors.ts";
import type { OpeningMarkup } from "../html/opening.ts";
import type { EngineName } from "../options.ts";
import type { ExchangeRecord } from "../proxy/observer.ts";
import { REFUSALS } from "../proxy/refusals.ts";
import { pageOpening } from "../proxy/relay/page-opening.ts";
import type { OutgoingRequest } from "../proxy/routing/outgoing-request.ts";
import { UNTOUCHED } from "../proxy/routing/proxy-route.ts";
import { splitQuery } from "../proxy/routing/target-path.ts";
import { UrlMap } from "../url/map.ts";
import { policyHashes } from "../values/csp/policy-hashes.ts";
import { applicationRoutes } from "./application-routes.ts";
import { type ExplainedBody, explainBody } from "./explain-body.ts";
import type { Explanation } from "./explanation.ts";
import { fieldFindings, unexplainedFields } from "./findings/field-findings.ts";
import { unreadFindings } from "./findings/unread-findings.ts";
import type { Message } from "./upstream-tap.ts";
import { type WatchedExchange, watchExchange } from "./watched-exchange.ts";

export interface UrlQuestion {
  /** Public or internal. */
  readonly url: string;
  readonly config: Config;
  /** Fields of the request, names and values in turn, besides Host. */
  readonly fields: readonly string[];
  /** A second engine to read HTML with and compare. Default: none. */
  readonly verifyWith?: EngineName | undefined;
}

/**
 * Fetches a URL through the proxy, and explains the response.
 *
 * @throws {ReoriginError} the refusal's code if the proxy refuses the request; ERR_LIMIT for a response that is too long
 */
export async function explainUrl({ url, config, fields, verifyWith }: UrlQuestion): Promise<Explanation> {
  const map = new UrlMap(applicationRoutes(config));
  const target = new URL(map.toPublic(url));
  const exchange = await watchExchange(target, config, fields);
  const { refusal, error, upstream } = exchange.record;
  if (refusal !== undefined) {
    const { code, status, text } = REFUSALS[refusal];
    const cause = [error, upstream].filter(Boolean).join(", ");
    const answer = `the proxy answers ${status}, ${text}${cause && ` (${cause})`}`;
    throw new ReoriginError(code, `Cannot explain "${url}": ${answer}`);
  }
  return {
    target: target.href,
    base: fileOf(exchange) ?? map.toInternal(target.href),
    status: exchange.client.status,
    error,
    ...(isForwarded(exchange) ? explainResponse(exchange, verifyWith) : answeredHere(exchange)),
  };
}

/** The URL of the file that was asked for; undefined if it was no file. */
function fileOf({ outgoing, record }: WatchedExchange): string | undefined {
  if (outgoing?.route.internal !== undefined || record.upstream === undefined) return undefined;
  return record.upstream + splitQuery(outgoing?.path ?? "").path;
}

type Told = Pick<Explanation, "body" | "findings" | "divergences">;

/** An exchange that an upstream answered. */
interface Forwarded extends WatchedExchange {
  readonly outgoing: OutgoingRequest;
  readonly upstream: Message;
}

function isForwarded(exchange: WatchedExchange): exchange is Forwarded {
  return exchange.outgoing !== undefined && exchange.upstream !== undefined;
}

function explainResponse(exchange: Forwarded, verifyWith: EngineName | undefined): Told {
  const { site, outgoing, upstream, client, record } = exchange;
  const { options, responseRules: rules, tagSuffix } = outgoing.route;
  const values = (name: string) => valuesOf(upstream, name);
  const head = { method: "GET", status: upstream.status, path: outgoing.path, values };
  const plan = planBody(head, options, site.limits);
  const opening = openingOf(exchange, plan);
  const script = opening && outgoing.shim?.url;
  const context = { rules, tagSuffix, scope: outgoing.scope, bodyChanged: plan.rewrites, script };
  const ofFields = fieldFindings(upstream.fields, context, options);
  const { charset, findings, divergences }: ExplainedBody = plan.rewrites
    ? explainRewritten(exchange, plan, verifyWith)
    : { findings: unreadFindings(decoded(client.body, codingsOf(upstream)), site.map, passReason(plan, exchange)) };
  return {
    body: {
      type: values("content-type")[0] ?? "",
      charset,
      codings: values("content-encoding"),
      outcome: plan.rewrites ? outcomeOf(record) : passReason(plan, exchange),
      overruns: record.overruns,
    },
    findings: [...ofFields, ...unexplainedFields(client.fields, ofFields, site.map), ...findings],
    divergences,
  };
}

function passReason({ reason }: Passing, { outgoing, upstream, record }: Forwarded): PassReason | "files" {
  if (upstream.body.length === 0 && record.error === undefined) return "no-content";
  return reason === "family" && outgoing.route.options === UNTOUCHED ? "files" : reason;
}

function explainRewritten(exchange: Forwarded, plan: Rewriting, verifyWith: EngineName | undefined): ExplainedBody {
  const { site, outgoing, upstream, client, record } = exchange;
  const { scope, route } = outgoing;
  const hashed = policyHashes(valuesOf(upstream, "content-security-policy"));
  const opening = openingOf(exchange, plan);
  const outcome = outcomeOf(record);
  const body = {
    head: plan,
    bytes: decoded(upstream.body, plan.codings),
    settings: { scope, options: route.options, opening, hashed, limits: site.limits },
    output: decoded(client.body, plan.codings),
    passReason: outcome === "rewritten" ? undefined : outcome,
  };
  return explainBody(body, verifyWith);
}

/** The opening markup, if the document is a page and its route has the shim. */
function openingOf({ outgoing, upstream }: Forwarded, plan: BodyPlan): OpeningMarkup | undefined {
  const isPage = plan.rewrites && plan.document.syntax === "html";
  if (!isPage || !outgoing.shim) return undefined;
  return pageOpening(outgoing.shim, valuesOf(upstream, "content-security-policy"), outgoing.received);
}

/** Responses of the proxy itself, such as redirects. */
function answeredHere({ site, client, record }: WatchedExchange): Told {
  const outcome = outcomeOf(record);
  return {
    body: { type: valuesOf(client, "content-type")[0] ?? "", codings: [], outcome, overruns: 0 },
    findings: unreadFindings(client.body, site.map, outcome === "rewritten" ? "unread" : outcome),
  };
}

function outcomeOf({ body = "no-content" }: ExchangeRecord): "rewritten" | PassReason {
  return body as "rewritten" | PassReason;
}

function valuesOf({ fields }: Message, name: string): string[] {
  return fields.filter((_, i) => i % 2 === 1 && fields[i - 1]?.toLowerCase() === name);
}

function codingsOf(message: Message): readonly CodingName[] {
  return parseContentCoding(valuesOf(message, "content-encoding"), Number.POSITIVE_INFINITY) ?? [];
}

/** A whole body, decoded; empty if it is broken. The record has the error. */
function decoded(body: Uint8Array, codings: readonly CodingName[]): Uint8Array {
  try {
    return codings.reduceRight((coded, name) => CODINGS[name].decodeSync(coded, {}), body);
  } catch {
    return new Uint8Array();
  }
}
