import type { IncomingMessage } from "node:http";
import { ReoriginError } from "../errors.ts";
import { isContentTaken } from "../message/framing.ts";

/** Why a request cannot be forwarded: ERR_CONFIG if something before the middleware has read its content. */
export function contentError(request: IncomingMessage): ReoriginError | undefined {
  return isContentTaken(request) ? new ReoriginError("ERR_CONFIG", MESSAGE) : undefined;
}

const MESSAGE =
  "Cannot forward the content of a request: it was read before. Put reorigin before body parsers and whatever else reads it";
