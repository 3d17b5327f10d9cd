import { errorCode } from "../../upstream/error-code.ts";
import type { RefusalName } from "../refusals.ts";

/** Error code of undici or the system → the refusal that the client gets. */
const UPSTREAM_ERRORS = {
  ECONNREFUSED: "upstream-unreachable",
  ENOTFOUND: "upstream-unreachable",
  EAI_AGAIN: "upstream-unreachable",
  EHOSTUNREACH: "upstream-unreachable",
  ENETUNREACH: "upstream-unreachable",
  EHOSTDOWN: "upstream-unreachable",
  ENETDOWN: "upstream-unreachable",
  EADDRNOTAVAIL: "upstream-unreachable",
  ENOENT: "upstream-unreachable",
  EACCES: "upstream-unreachable",
  ETIMEDOUT: "upstream-connect-timeout",
  UND_ERR_CONNECT_TIMEOUT: "upstream-connect-timeout",
  UND_ERR_HEADERS_TIMEOUT: "upstream-timeout",
  UND_ERR_BODY_TIMEOUT: "upstream-timeout",
  ECONNRESET: "upstream-aborted",
  EPIPE: "upstream-aborted",
  UND_ERR_SOCKET: "upstream-aborted",
  ERR_UPSTREAM_RESET: "upstream-aborted",
  UND_ERR_HEADERS_OVERFLOW: "upstream-response",
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: "upstream-response",
  UND_ERR_REQ_CONTENT_LENGTH_MISMATCH: "invalid-framing",
  UND_ERR_INVALID_ARG: "invalid-fields",
  UND_ERR_NOT_SUPPORTED: "invalid-fields",
  UND_ERR_CLOSED: "closing",
  UND_ERR_DESTROYED: "closing",
  EMFILE: "overload",
  ENFILE: "overload",
  CERT_HAS_EXPIRED: "upstream-untrusted",
  CERT_NOT_YET_VALID: "upstream-untrusted",
  DEPTH_ZERO_SELF_SIGNED_CERT: "upstream-untrusted",
  SELF_SIGNED_CERT_IN_CHAIN: "upstream-untrusted",
  UNABLE_TO_GET_ISSUER_CERT: "upstream-untrusted",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "upstream-untrusted",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "upstream-untrusted",
  ERR_TLS_CERT_ALTNAME_INVALID: "upstream-untrusted",
} as const satisfies Record<string, RefusalName>;

/** Any other error, such as one of the parser's dozens of codes, means that the response is unusable. */
export function refusalForError(error: Error): RefusalName {
  const code = errorCode(error);
  return Object.hasOwn(UPSTREAM_ERRORS, code)
    ? UPSTREAM_ERRORS[code as keyof typeof UPSTREAM_ERRORS]
    : "upstream-response";
}
