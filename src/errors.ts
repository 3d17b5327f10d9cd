/** Every way in which reorigin can fail on purpose. A table elsewhere gives each its HTTP status or exit code. */
export type ErrorCode =
  | "ERR_USAGE"
  | "ERR_CONFIG"
  | "ERR_INVALID_URL"
  | "ERR_LIMIT"
  | "ERR_DEAD"
  | "ERR_LISTEN"
  | "ERR_CERTIFICATE"
  | "ERR_WORKER"
  | "ERR_ADMIN"
  | "ERR_FILE"
  | "ERR_BAD_REQUEST"
  | "ERR_NO_ROUTE"
  | "ERR_UPSTREAM_CONNECT"
  | "ERR_UPSTREAM_TIMEOUT"
  | "ERR_UPSTREAM_RESPONSE"
  | "ERR_UPSTREAM_ABORTED"
  | "ERR_CLIENT_ABORTED"
  | "ERR_OVERLOAD"
  | "ERR_CODING";

/**
 * The one error class of this package.
 *
 * The message says what could not be done, with the offending value quoted: `Cannot <do> "<what>": <state>`.
 */
export class ReoriginError extends Error {
  override readonly name = "ReoriginError";
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
