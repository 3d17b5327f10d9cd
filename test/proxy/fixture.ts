import type { TestContext } from "node:test";
import type { ConfigInput } from "../../src/config/config.ts";
import { resolveOptions } from "../../src/config/resolve.ts";
import type { RewriteOptions } from "../../src/options.ts";
import type { ExchangeRecord, ProxyObserver } from "../../src/proxy/observer.ts";
import { ReverseProxy } from "../../src/proxy/reverse-proxy.ts";
import { type RawConnection, type RawServer, rawClient } from "./raw-connection.ts";
import "./warnings.ts";

/** A proxy on a free port before one raw upstream; all of it ends with the test. */
export interface Fixture {
  readonly upstream: RawServer;
  readonly port: number;
  /** The first record that the observer gets. */
  readonly record: Promise<ExchangeRecord>;
  client(): Promise<RawConnection>;
  /** Closes the proxy; without a time, as the configuration says. */
  close(drainTimeoutMs?: number): Promise<void>;
  /** Sends bytes on a new connection; resolves with all that came when the connection ends. */
  ask(request: string): Promise<string>;
}

/** Options of the configuration, and of its only route. */
export type ProxyOptions = Partial<ConfigInput> & { public?: string; internal?: string; rewrite?: RewriteOptions };

export const INTERNAL = "http://legacy.internal:8080/";

/** @param options of the configuration; the route is `http://www.example.com/` to `INTERNAL` unless given */
export async function startProxy(
  t: TestContext,
  upstream: RawServer,
  { public: publicUrl = "http://www.example.com/", internal = INTERNAL, rewrite = {}, ...options }: ProxyOptions = {},
): Promise<Fixture> {
  const { promise: record, resolve: ended } = Promise.withResolvers<ExchangeRecord>();
  const observer: ProxyObserver = { started() {}, ended };
  const config = resolveOptions(
    {
      listen: "127.0.0.1:0",
      routes: [{ public: publicUrl, internal, upstream: upstream.origin, rewrite }],
      ...options,
    },
    () => "/",
  );
  const proxy = new ReverseProxy(config, observer);
  const [address] = await proxy.listen();
  const port = address?.port ?? 0;
  const clients: RawConnection[] = [];
  t.after(async () => {
    for (const { socket } of clients) socket.destroy();
    await upstream.close();
    await proxy.close(0);
  });
  const client = async () => {
    const connection = await rawClient(port);
    clients.push(connection);
    return connection;
  };
  return {
    upstream,
    port,
    record,
    client,
    close: (drainTimeoutMs) => proxy.close(drainTimeoutMs),
    ask: async (request) => (await client()).send(request).end(),
  };
}

/** A request head without content: a request line and fields, `Host` included unless it is given. */
export function request(line: string, ...fields: string[]): string {
  const host = fields.some((field) => /^host:/i.test(field)) ? [] : ["Host: www.example.com"];
  return [`${line} HTTP/1.1`, ...host, ...fields, "", ""].join("\r\n");
}
