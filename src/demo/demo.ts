import { listenOrigin, parseListenAddress } from "../config/address.ts";
import type { ConfigInput } from "../config/config.ts";
import { ReoriginError } from "../errors.ts";
import { createProxy } from "../index.ts";
import { type Applications, startApplications } from "./applications.ts";
import { COMPARISON, LEGACY } from "./names.ts";

const DEFAULT_LISTEN = "127.0.0.1:8080";
/** How many ports after the default one are tried when it is taken. */
const MORE_PORTS = 20;

const LOOPBACK = ["127.0.0.1", "localhost"];

/** A running demo. */
export interface Demo {
  /** The one address to open. */
  readonly publicUrl: string;
  /** Where the application believes it lives. */
  readonly internalUrl: string;
  /** What to tell the person who started it. */
  readonly greeting: string;
  /** Stops the proxy and the applications. */
  close(): Promise<void>;
}

/**
 * Starts the demo: an application with an internal origin, another that shows comparisons, and the proxy in front of both.
 *
 * @param options.listen `HOST:PORT`; default 127.0.0.1:8080 or, if that is taken, the next free port
 * @throws {ReoriginError} ERR_USAGE if it is not a listen address, ERR_LISTEN if it cannot be listened on
 */
export async function startDemo({ listen }: { listen?: string | undefined } = {}): Promise<Demo> {
  const applications = await startApplications();
  try {
    const proxy =
      listen === undefined
        ? await listenOnFreePort(DEFAULT_LISTEN, applications)
        : await listenOn(listen, applications);
    applications.setPublicOrigin(proxy.origin);
    return {
      publicUrl: `${proxy.origin}/`,
      internalUrl: `${LEGACY}/`,
      greeting: greet(proxy.origin, listen),
      close: async () => {
        // First what would keep the proxy waiting: event streams and sockets end with the application.
        await applications.close();
        await proxy.close();
      },
    };
  } catch (error) {
    await applications.close();
    throw error;
  }
}

interface RunningProxy {
  readonly origin: string;
  close(): Promise<void>;
}

async function listenOnFreePort(first: string, applications: Applications): Promise<RunningProxy> {
  const [host, port] = first.split(":");
  for (let more = 0; ; more++) {
    try {
      return await listenOn(`${host}:${Number(port) + more}`, applications);
    } catch (error) {
      const isTaken = error instanceof ReoriginError && error.code === "ERR_LISTEN";
      if (!isTaken || more === MORE_PORTS) throw error;
    }
  }
}

async function listenOn(listen: string, { legacy, comparison }: Applications): Promise<RunningProxy> {
  const address = parseListenAddress(listen);
  if (address === undefined) throw new ReoriginError("ERR_USAGE", `Cannot listen on "${listen}": expected HOST:PORT`);
  const origins = publicOrigins(listenOrigin(address, "http"));
  const config: ConfigInput = {
    listen,
    logLevel: "error",
    routes: [
      { public: origins.map((origin) => `${origin}/`), internal: `${LEGACY}/`, upstream: legacy },
      { public: origins.map((origin) => `${origin}/comparison/`), internal: `${COMPARISON}/`, upstream: comparison },
    ],
  };
  const proxy = createProxy(config);
  const [listening] = await proxy.listen();
  return { origin: listenOrigin({ ...address, port: listening!.port }, "http"), close: () => proxy.close() };
}

/** The names under which a visitor may open it: on this machine there are two. */
function publicOrigins(origin: string): readonly string[] {
  const { hostname } = new URL(origin);
  if (!LOOPBACK.includes(hostname)) return [origin];
  const others = LOOPBACK.filter((name) => name !== hostname);
  return [origin, ...others.map((name) => origin.replace(hostname, name))];
}

function greet(origin: string, listen: string | undefined): string {
  const taken = listen === undefined && !origin.endsWith(DEFAULT_LISTEN) ? ` (${DEFAULT_LISTEN} is taken)` : "";
  return `Open ${origin}/${taken}
The application is a library that believes it lives at ${LEGACY}/. reorigin rewrites that address wherever it occurs.
Try it: log in, sign the guest book, follow a redirect, talk to the WebSocket. The page shows what was sent and received.
Compare: curl -i ${origin}/old-catalogue
`;
}
