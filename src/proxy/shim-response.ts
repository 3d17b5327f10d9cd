import { firstValue } from "../message/raw-fields.ts";
import type { RequestHead } from "../message/request-head.ts";
import type { ShimScript } from "../shim/shim-script.ts";
import type { Decision } from "./decision.ts";
import { splitQuery } from "./target-path.ts";

/** The answer to a request for the shim. Under the address that pages name it does not change. */
export function shimResponse({ method, path, fields }: RequestHead, { text, version }: ShimScript): Decision {
  if (method !== "GET" && method !== "HEAD") return { kind: "refuse", refusal: "read-only" };
  const tag = `"${version}"`;
  const isCurrent = splitQuery(path).query === `?${version}`;
  const validators = ["ETag", tag, "Cache-Control", isCurrent ? "public, max-age=31536000, immutable" : "no-cache"];
  if (firstValue(fields, "if-none-match")?.includes(tag)) {
    return { kind: "answer", status: 304, fields: validators, content: "" };
  }
  const described = [
    ...["Content-Type", "text/javascript; charset=utf-8"],
    ...["Content-Length", String(Buffer.byteLength(text))],
    ...["X-Content-Type-Options", "nosniff"],
    ...validators,
  ];
  return { kind: "answer", status: 200, fields: described, content: method === "HEAD" ? "" : text };
}
