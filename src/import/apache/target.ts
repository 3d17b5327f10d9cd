import { type SocketTarget, socketTarget } from "../socket.ts";

/** The target of a ProxyPass, or a member of a balancer. */
export interface ApacheTarget {
  /** The URL that replaces the path. */
  readonly url: string;
  /** The socket to connect to instead: `unix:/run/app.sock|http://localhost/`. */
  readonly socket: SocketTarget | undefined;
}

export function readTarget(written: string): ApacheTarget {
  const [, file, host, path = ""] = /^unix:(\/[^|]*)\|http:\/\/([^/]*)(\/.*)?$/i.exec(written) ?? [];
  if (file === undefined) return { url: written, socket: undefined };
  const socket = socketTarget(file);
  const origin = host === "localhost" || !host ? socket.origin : `http://${host}`;
  return { url: origin + path, socket };
}
