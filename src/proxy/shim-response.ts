import { firstValue } from "../message/raw-fields.ts";
import type { RequestHead } from "../message/request-head.ts";
import type { ShimScript } from "../shim/shim-script.ts";
import { type Answer, type Refused, refuse } from "./answer.ts";
import { weightOf } from "./files/static-variants.ts";
import { splitQuery } from "./routing/target-path.ts";

/** The answer to a request for the shim. Under the address that pages name it does not change. */
export function shimResponse({ method, path, fields }: RequestHead, script: ShimScript): Answer | Refused {
  if (method !== "GET" && method !== "HEAD") return refuse("read-only");
  const isZipped = (weightOf("gzip", firstValue(fields, "accept-encoding") ?? "") ?? 0) > 0;
  const tag = `"${script.version}${isZipped ? "-gzip" : ""}"`;
  const isCurrent = splitQuery(path).query === `?${script.version}`;
  const validators = [
    ...["ETag", tag],
    ...["Vary", "Accept-Encoding"],
    ...["Cache-Control", isCurrent ? "public, max-age=31536000, immutable" : "no-cache"],
  ];
  if (firstValue(fields, "if-none-match")?.includes(tag)) {
    return { kind: "answer", status: 304, fields: validators, content: NOTHING };
  }
  const content = isZipped ? script.gzipped : Buffer.from(script.text);
  const described = [
    ...["Content-Type", "text/javascript; charset=utf-8"],
    ...["Content-Length", String(content.length)],
    ...(isZipped ? ["Content-Encoding", "gzip"] : []),
    ...["X-Content-Type-Options", "nosniff"],
    ...validators,
  ];
  return { kind: "answer", status: 200, fields: described, content: method === "HEAD" ? NOTHING : content };
}

const NOTHING = new Uint8Array();
