import { CODINGS, type CodingName } from "../body/coding.ts";
import { parseContentCoding } from "../body/content-encoding.ts";
import { type BodyPlan, type PassReason, planBody } from "../body/plan.ts";
import type { Config } from "../config/config.ts";
import { ReoriginError } from "../errors.ts";
import type { EngineName } from "../options.ts";
import type { OutgoingRequest } from "../proxy/outgoing-request.ts";
import { REFUSALS } from "../proxy/refusals.ts";
import { UrlMap } from "../url/map.ts";
import { policyHashes } from "../values/policy-hashes.ts";
import { applicationRoutes } from "./application-routes.ts";
import { type ExplainedBody, explainBody } from "./explain-body.ts";
import { explainFields, unexplainedFields } from "./explain-fields.ts";
import type { Explanation } from "./explanation.ts";
import { unreadFindings } from "./unread-findings.ts";
import type { Message } from "./upstream-tap.ts";
import { type WatchedExchange, watchExchange } from "./watched-exchange.ts";

export interface UrlQuestion {
  /** Public or internal. */
  readonly url: string;
  readonly config: Config;
  /** Fields of the request, names and values in turn, besides Host. */
  readonly fields: readonly string[];
  /** An engine that reads HTML, too; default: none. */
  readonly verifyWith?: EngineName | undefined;
}

/**
 * Fetches a URL through the proxy, and tells what was found in the response.
 *
 * @throws {ReoriginError} the code of the refusal when the proxy answers in the upstream's place; ERR_LIMIT
 */
export async function explainUrl({ url, config, fields, verifyWith }: UrlQuestion): Promise<Explanation> {
  const map = new UrlMap(applicationRoutes(config));
  const target = new URL(map.toPublic(url));
  const exchange = await watchExchange(target, config, fields);
  const { refusal, error } = exchange.record;
  if (refusal !== undefined) {
    const { code, status, text } = REFUSALS[refusal];
    throw new ReoriginError(code, `Cannot explain "${url}": the proxy answers ${status}, ${text}`);
  }
  const { outgoing, upstream } = exchange;
  const told =
    outgoing && upstream ? explainResponse(exchange, outgoing, upstream, verifyWith) : answeredHere(exchange);
  return {
    target: target.href,
    base: map.toInternal(target.href),
    status: exchange.client.status,
    ...told,
    ...(error !== undefined && { error }),
  };
}

type Told = Omit<Explanation, "target" | "base" | "status" | "error">;

function explainResponse(
  exchange: WatchedExchange,
  outgoing: OutgoingRequest,
  upstream: Message,
  verifyWith: EngineName | undefined,
): Told {
  const { site, client, record } = exchange;
  const { route, scope } = outgoing;
  const { options, responseRules: rules, tagSuffix } = route;
  const values = (name: string) => valuesOf(upstream, name);
  const plan = planBody({ method: "GET", status: upstream.status, values }, options, site.limits);
  const outcome = (record.body ?? "no-content") as "rewritten" | PassReason;

  const told = explainFields(upstream.fields, { rules, tagSuffix, scope, bodyChanged: plan.rewrites }, options);
  const ofFields = [...told, ...unexplainedFields(client.fields, told, site.map)];
  const body = plan.rewrites
    ? explainRewritten(exchange, plan, { outgoing, upstream, verifyWith })
    : { findings: unreadFindings(decoded(client.body, codingsOf(upstream)), site.map, plan.reason) };
  const { charset, divergences } = { charset: undefined, divergences: undefined, ...body };
  return {
    body: {
      type: values("content-type")[0] ?? "",
      ...(charset !== undefined && { charset }),
      codings: values("content-encoding"),
      outcome,
      overruns: record.overruns,
    },
    findings: [...ofFields, ...body.findings],
    ...(divergences && { divergences }),
  };
}

interface Response {
  readonly outgoing: OutgoingRequest;
  readonly upstream: Message;
  readonly verifyWith: EngineName | undefined;
}

function explainRewritten(
  { site: { limits }, client, record }: WatchedExchange,
  plan: Extract<BodyPlan, { rewrites: true }>,
  { outgoing, upstream, verifyWith }: Response,
): ExplainedBody {
  const { scope, route } = outgoing;
  const hashed = policyHashes(valuesOf(upstream, "content-security-policy"));
  const rewritten = {
    head: plan,
    bytes: decoded(upstream.body, plan.codings),
    settings: { scope, options: route.options, hashed, limits },
    output: decoded(client.body, plan.codings),
    passReason: record.body === "rewritten" ? undefined : (record.body as PassReason),
  };
  return explainBody(rewritten, verifyWith);
}

/** What the proxy answers by itself. */
function answeredHere({ site, client, record }: WatchedExchange): Told {
  const outcome = (record.body ?? "no-content") as PassReason;
  return {
    body: { type: valuesOf(client, "content-type")[0] ?? "", codings: [], outcome, overruns: 0 },
    findings: unreadFindings(client.body, site.map, "unread"),
  };
}

function valuesOf({ fields }: Message, name: string): string[] {
  return fields.filter((_, i) => i % 2 === 1 && fields[i - 1]?.toLowerCase() === name);
}

function codingsOf(message: Message): readonly CodingName[] {
  return parseContentCoding(valuesOf(message, "content-encoding"), Number.POSITIVE_INFINITY) ?? [];
}

/** A whole body without its codings; nothing when it is broken: the record tells why. */
function decoded(body: Uint8Array, codings: readonly CodingName[]): Uint8Array {
  try {
    return codings.reduceRight((coded, name) => CODINGS[name].decodeSync(coded, {}), body);
  } catch {
    return new Uint8Array();
  }
}
