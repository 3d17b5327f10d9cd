/** The code of a system or undici error; "" if it has none. */
export function errorCode(error: Error): string {
  return "code" in error && typeof error.code === "string" ? error.code : "";
}

/** Whether the connection of a request broke. */
export function isBrokenConnection(error: Error): boolean {
  return BROKEN.has(errorCode(error));
}

/** Whether the upstream closed a reused connection while the request was being sent. */
export function isStaleConnection(error: Error): boolean {
  return isBrokenConnection(error) && "socket" in error && hasBeenRead(error.socket);
}

/** Whether a request failed for a reason that is not the server's fault. */
export function isOurOwn(error: Error): boolean {
  return OUR_OWN.has(errorCode(error));
}

const OUR_OWN: ReadonlySet<string> = new Set([
  "EMFILE",
  "ENFILE",
  "UND_ERR_CLOSED",
  "UND_ERR_DESTROYED",
  "UND_ERR_INVALID_ARG",
  "UND_ERR_NOT_SUPPORTED",
  "UND_ERR_REQ_CONTENT_LENGTH_MISMATCH",
]);

const BROKEN: ReadonlySet<string> = new Set(["UND_ERR_SOCKET", "ERR_UPSTREAM_RESET", "EPIPE"]);

function hasBeenRead(socket: unknown): boolean {
  return Number((socket as { bytesRead?: number } | null)?.bytesRead) > 0;
}
