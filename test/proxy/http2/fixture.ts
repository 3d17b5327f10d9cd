import { type ClientHttp2Session, connect, type IncomingHttpHeaders, type OutgoingHttpHeaders } from "node:http2";
import { join } from "node:path";
import type { TestContext } from "node:test";
import type { ConfigInput, ListenInput } from "../../../src/config/config.ts";
import type { RewriteOptions } from "../../../src/options.ts";
import { type Fixture, startProxy } from "../fixture.ts";
import type { RawServer } from "../raw-connection.ts";
import { FrameConnection } from "./frames.ts";

/** A proxy that speaks HTTP/2 before one raw upstream; all of it ends with the test. */
export interface Http2Fixture extends Fixture {
  session(): ClientHttp2Session;
  frames(settings?: Uint8Array): Promise<FrameConnection>;
  /** Sends one request on a connection of its own. */
  get(headers?: OutgoingHttpHeaders, content?: string): Promise<Http2Answer>;
}

/** All that came of a request. */
export interface Http2Answer {
  /** 0 for none. */
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly interim: readonly IncomingHttpHeaders[];
  readonly trailers: IncomingHttpHeaders;
  /** latin1 */
  readonly body: string;
  /** What the stream was ended with; 0 for a good end. */
  readonly errorCode: number;
}

const CERTIFICATES = join(import.meta.dirname, "../../certificates");

/** The files of one of the certificates that tests use. */
export function certificate(name: "www" | "renewed" | "apps" | "other"): {
  readonly cert: string;
  readonly key: string;
} {
  return { cert: join(CERTIFICATES, `${name}.crt`), key: join(CERTIFICATES, `${name}.key`) };
}

/** @param options of the configuration; those of `listen` are added to an address and a certificate */
export async function startHttp2(
  t: TestContext,
  upstream: RawServer,
  {
    listen,
    ...options
  }: Omit<Partial<ConfigInput>, "listen"> & {
    listen?: Partial<ListenInput>;
    rewrite?: RewriteOptions;
  } = {},
): Promise<Http2Fixture> {
  const fixture = await startProxy(t, upstream, {
    public: "https://www.example.com/",
    listen: { address: "127.0.0.1:0", ...certificate("www"), ...listen },
    ...options,
  });
  const open: { destroy(): void }[] = [];
  t.after(() => {
    for (const each of open) each.destroy();
  });
  const session = () => {
    const opened = connect(`https://127.0.0.1:${fixture.port}`, { rejectUnauthorized: false });
    opened.on("error", () => {});
    open.push(opened);
    return opened;
  };
  return {
    ...fixture,
    session,
    get: (headers, content) => exchange(session(), headers, content),
    frames: async (settings) => {
      const connection = await FrameConnection.open(fixture.port, settings);
      open.push(connection.socket);
      return connection;
    },
  };
}

/** @param headers besides `:authority`, or instead of it */
export async function exchange(
  session: ClientHttp2Session,
  headers: OutgoingHttpHeaders = {},
  content?: string,
): Promise<Http2Answer> {
  const stream = session.request({ ":authority": "www.example.com", ...headers }, {
    endStream: content === undefined,
    strictSingleValueFields: false,
  } as object);
  const interim: IncomingHttpHeaders[] = [];
  const chunks: Buffer[] = [];
  let final: IncomingHttpHeaders = {};
  let trailers: IncomingHttpHeaders = {};
  stream.on("headers", (fields) => interim.push(fields));
  stream.on("response", (fields) => (final = fields));
  stream.on("trailers", (fields) => (trailers = fields));
  stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  stream.on("error", () => {});
  if (content !== undefined) stream.end(content, "latin1");
  await new Promise((resolve) => stream.once("close", resolve));
  return {
    status: Number(final[":status"] ?? 0),
    headers: final,
    interim,
    trailers,
    body: Buffer.concat(chunks).toString("latin1"),
    errorCode: stream.rstCode ?? 0,
  };
}
