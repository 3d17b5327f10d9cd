import { basename } from "node:path";

/** An application at a Unix domain socket. */
export interface SocketTarget {
  /** `http+unix:///run/app.sock` */
  readonly server: string;
  /** A made-up origin, because the application has none: `http://app.localhost`. */
  readonly origin: string;
}

/** @param file the socket's absolute path */
export function socketTarget(file: string): SocketTarget {
  const label = basename(file)
    .toLowerCase()
    .replace(/\.[^.]*$/, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  return { server: `http+unix://${encodeURI(file)}`, origin: `http://${label || "app"}.localhost` };
}
