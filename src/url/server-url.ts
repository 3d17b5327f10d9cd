import { ReoriginError } from "../errors.ts";
import { originOf, parsePlace } from "./places/place.ts";

/** The address of an application's server: an origin, or a socket in the file system. */
export interface ServerUrl {
  /** Normalized: `http://10.0.0.5:8080`, `http+unix:///run/app.sock`. */
  readonly text: string;
  /** The socket's file; undefined for an origin. */
  readonly socketPath: string | undefined;
}

/**
 * A socket is `http+unix:///run/app.sock` or, as some clients write it, `http+unix://%2Frun%2Fapp.sock`.
 *
 * @throws ReoriginError ERR_INVALID_URL with the URL and its fault
 */
export function parseServerUrl(text: string): ServerUrl {
  const url = URL.parse(text);
  if (url?.protocol === SOCKET_SCHEME) return readSocket(text, url);
  const place = parsePlace(text);
  if (place.path !== "" || new URL(text).pathname !== "/") throw refusal(text, "it carries a path");
  return { text: originOf(place), socketPath: undefined };
}

/** @param text as in {@link ServerUrl.text} */
export function isSocketUrl(text: string): boolean {
  return text.startsWith(SOCKET_SCHEME);
}

const SOCKET_SCHEME = "http+unix:";

/** The limit of Linux (unix(7)), without the terminating zero byte. */
const MAX_SOCKET_PATH_BYTES = 107;

function readSocket(text: string, { hostname, pathname, username, password, search, hash, port }: URL): ServerUrl {
  if (username || password || search || hash || port) throw refusal(text, "it carries more than the file of a socket");
  const socketPath = decoded(hostname === "" ? pathname : hostname);
  const isAlone = hostname === "" || pathname === "" || pathname === "/";
  if (!isAlone || !socketPath?.startsWith("/") || socketPath.endsWith("/")) {
    throw refusal(text, "it is not the absolute name of a socket");
  }
  if (Buffer.byteLength(socketPath) > MAX_SOCKET_PATH_BYTES) {
    throw refusal(text, `the name of its socket is longer than ${MAX_SOCKET_PATH_BYTES} bytes`);
  }
  return { text: `http+unix://${encodeURI(socketPath)}`, socketPath };
}

function decoded(text: string): string | undefined {
  try {
    const path = decodeURIComponent(text);
    return path.includes("\0") ? undefined : path;
  } catch {
    return undefined;
  }
}

function refusal(text: string, state: string): ReoriginError {
  return new ReoriginError("ERR_INVALID_URL", `Cannot connect to "${text}": ${state}`);
}
