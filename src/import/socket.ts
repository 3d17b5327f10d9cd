import { basename } from "node:path";

/** Where a web server finds an application at a socket of the file system. */
export interface SocketTarget {
  /** `http+unix:///run/app.sock` */
  readonly server: string;
  /** A name for the application, which has none: `http://app.localhost`. */
  readonly origin: string;
}

/** @param file its absolute name */
export function socketTarget(file: string): SocketTarget {
  const label = basename(file)
    .toLowerCase()
    .replace(/\.[^.]*$/, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  return { server: `http+unix://${encodeURI(file)}`, origin: `http://${label || "app"}.localhost` };
}
