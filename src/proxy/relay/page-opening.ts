import type { OpeningMarkup } from "../../html/opening.ts";
import { firstValue } from "../../message/raw-fields.ts";
import type { ShimAddress } from "../../shim/shim.ts";
import { forbidsScripts, scriptNonce } from "../../values/csp/script-policy.ts";

/**
 * The script element of the shim, which is put at the start of a page; undefined if the page's policies forbid it.
 *
 * @param policies its Content-Security-Policy fields
 * @param received the request's fields, names and values in turn: Sec-Fetch-Dest tells a document from a part of one
 */
export function pageOpening(
  { src }: ShimAddress,
  policies: readonly string[],
  received: readonly string[],
): OpeningMarkup | undefined {
  if (forbidsScripts(policies)) return undefined;
  const nonce = scriptNonce(policies);
  const markup = `<script src="${src}"${nonce === undefined ? "" : ` nonce="${nonce}"`}></script>`;
  return { markup, isDocument: DOCUMENTS.has(firstValue(received, "sec-fetch-dest") ?? "") };
}

/** https://fetch.spec.whatwg.org/#concept-request-destination */
const DOCUMENTS: ReadonlySet<string> = new Set(["document", "embed", "fencedframe", "frame", "iframe", "object"]);
