import { url } from "./url.ts";
import { shifted, type ValueRewriter } from "./value.ts";

/** `X-Frame-Options: ALLOW-FROM https://a.example/` (RFC 7034 section 2.3). Its other values contain no URLs. */
export const allowFrom: ValueRewriter = (value, scope, splice) => {
  const start = ALLOW_FROM.exec(value)?.[0].length;
  if (start !== undefined) url(value.slice(start), scope, shifted(splice, start));
};

const ALLOW_FROM = /^[\t ]*allow-from[\t ]+/i;
