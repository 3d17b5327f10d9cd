import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export const INTERNAL = "http://legacy.internal:8080/";

export interface Application {
  readonly origin: string;
  close(): void;
}

/** An application whose every page names itself, by its internal origin. */
export async function startApplication(name: string, delayMs = 0): Promise<Application> {
  const server = createServer((_, response) => {
    const body = `<p>${name}</p><a href="${INTERNAL}x">x</a>${"<p>text</p>".repeat(100)}`;
    response.setHeader("content-type", "text/html; charset=utf-8").setHeader("content-length", body.length);
    setTimeout(() => response.end(body), delayMs);
  });
  // Longer than whoever keeps connections to it.
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** What the page of an application is to its users. */
export function pageOf(name: string, publicOrigin: string): string {
  return `<p>${name}</p><a href="${publicOrigin}/x">x</a>${"<p>text</p>".repeat(100)}`;
}
