/** The codes of all expected errors. `proxy/refusals.ts` and `cli/exit-codes.ts` map them to HTTP statuses and exit codes. */
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
  | "ERR_DRAIN_TIMEOUT"
  | "ERR_OVERLOAD"
  | "ERR_CODING";

/**
 * The error class of this package. The message says what failed, with the offending value quoted:
 * `Cannot <do> "<value>": <state>`. Problems of a configuration (ERR_CONFIG) are lines of `<place>: <message>`.
 */
export class ReoriginError extends Error {
  override readonly name = "ReoriginError";
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
