import { gunzipSync, gzipSync } from "node:zlib";
import { Random } from "../pages/random.ts";
import { INTERNAL, PAGES, PUBLIC } from "../pages.ts";
import type { ComparedProxy } from "./compared-proxy.ts";

/** One resource of the application, and the response expected through a proxy. */
export interface Scenario {
  readonly name: string;
  readonly path: string;
  readonly type: string;
  readonly coding?: "gzip";
  /** As the application sends it. */
  readonly body: Buffer;
  /** The expected body, decoded. */
  readonly rewritten: Buffer;
}

const [list, portal, manual] = PAGES.map((page) => ({
  name: page.name,
  path: `/${page.name.split(",")[0]}`,
  type: "text/html; charset=utf-8",
  body: page.at(INTERNAL),
  rewritten: page.at(PUBLIC),
}));

const picture = noise(60_000);

export const SCENARIOS: readonly Scenario[] = [
  list!,
  portal!,
  manual!,
  { ...portal!, name: `${portal!.name}, gzip`, path: "/gzip/portal", coding: "gzip", body: gzipSync(portal!.body) },
  { name: "image, 60 KB", path: "/image", type: "image/png", body: picture, rewritten: picture },
];

/** What is wrong with a response; undefined if it is correct. */
export function faultOf(answer: Answer, scenario: Scenario, pages: ComparedProxy["pages"]): string | undefined {
  if (answer.status !== 200) return `status ${answer.status}`;
  if (answer.coding !== scenario.coding) return scenario.coding ? "it sends the page uncompressed" : "it compresses";
  const body = answer.coding === "gzip" ? gunzipSync(answer.body) : answer.body;
  const expected = pages === "as they are" ? sent(scenario) : scenario.rewritten;
  if (body.equals(expected)) return undefined;
  const hasReferences =
    count(body, INTERNAL.origin) === 0 && count(body, PUBLIC.origin) === count(expected, PUBLIC.origin);
  return pages === "reserialized" && hasReferences ? undefined : "the body is not the expected one";
}

export interface Answer {
  readonly status: number;
  readonly coding: string | undefined;
  readonly body: Buffer;
}

function sent({ coding, body }: Scenario): Buffer {
  return coding === "gzip" ? gunzipSync(body) : body;
}

function count(body: Buffer, name: string): number {
  return body.toString("latin1").split(name).length - 1;
}

/** Random bytes below 128, because the load generator reads bodies as text and is slow with invalid text. */
function noise(bytes: number): Buffer {
  const random = new Random(3);
  return Buffer.from(Array.from({ length: bytes }, () => random.below(128)));
}
