import { once } from "node:events";
import { connect as connectHttp2 } from "node:http2";
import { connect as connectTls } from "node:tls";
import { RawConnection, rawClient } from "../../proxy/raw-connection.ts";
import { readHttp1Message } from "./http1-message.ts";
import { WatchedTls } from "./tls-records.ts";
import type { Appearance } from "./truncations.ts";

/** What a client saw of one response. */
export interface Sight {
  readonly appearance: Appearance | "a hang" | `status ${number}`;
  readonly content: Buffer;
}

/** Where a proxy listens, on the loopback interface. */
export interface Ports {
  readonly plain: number;
  readonly tls: number;
}

/** Asks a proxy for a path, and gives up at the deadline. */
export type TruncationClient = (ports: Ports, path: string, deadline: AbortSignal) => Promise<Sight>;

/** Every kind of client. */
export const CLIENTS = {
  "HTTP/1.1": async ({ plain }, path, deadline) =>
    seenByHttp1(await rawClient(plain), { path, version: "1.1" }, deadline),
  "HTTP/1.0": async ({ plain }, path, deadline) =>
    seenByHttp1(await rawClient(plain), { path, version: "1.0" }, deadline),
  "HTTP/1.1, TLS": async ({ tls }, path, deadline) =>
    seenByHttp1(await tlsClient(tls), { path, version: "1.1" }, deadline),
  "HTTP/1.0, TLS": async ({ tls }, path, deadline) => {
    const watched = await WatchedTls.open(tls);
    const request = { path, version: "1.0", isGoodEnd: () => watched.hasCloseNotify };
    return seenByHttp1(new RawConnection(watched.socket), request, deadline);
  },
  "HTTP/2": ({ tls }, path, deadline) => seenByHttp2(tls, path, deadline),
} as const satisfies Record<string, TruncationClient>;

async function seenByHttp1(
  connection: RawConnection,
  { path, version, isGoodEnd = () => true }: { path: string; version: string; isGoodEnd?: () => boolean },
  deadline: AbortSignal,
): Promise<Sight> {
  const { socket } = connection;
  const { promise: over, resolve } = Promise.withResolvers<void>();
  const look = () => {
    if (connection.ended !== "no" || readHttp1Message(connection.received).isComplete === true) resolve();
  };
  for (const event of ["data", "end", "error", "close"]) socket.on(event, look);
  deadline.addEventListener("abort", () => resolve());
  connection.send(`GET ${path} HTTP/${version}\r\nHost: www.example.com\r\nAccept-Encoding: ${CODINGS}\r\n\r\n`);
  await over;
  const { status, content, isComplete } = readHttp1Message(connection.received);
  socket.destroy();
  const isWhole = isComplete === "with the connection" ? connection.ended === "fin" && isGoodEnd() : isComplete;
  return { appearance: appearanceOf(status, isWhole, deadline), content: Buffer.from(content, "latin1") };
}

async function tlsClient(port: number): Promise<RawConnection> {
  const socket = connectTls({ port, host: "127.0.0.1", rejectUnauthorized: false });
  await once(socket, "secureConnect");
  return new RawConnection(socket);
}

async function seenByHttp2(port: number, path: string, deadline: AbortSignal): Promise<Sight> {
  const session = connectHttp2(`https://127.0.0.1:${port}`, { rejectUnauthorized: false }).on("error", () => {});
  const stream = session.request({ ":path": path, ":authority": "www.example.com", "accept-encoding": CODINGS });
  const content: Buffer[] = [];
  let status = 0;
  let hasEnd = false;
  const { promise: over, resolve } = Promise.withResolvers<void>();
  stream.on("response", (headers) => {
    status = Number(headers[":status"]);
  });
  stream.on("data", (chunk) => content.push(chunk)).on("error", () => {});
  stream.on("end", () => {
    hasEnd = true;
  });
  stream.on("close", () => resolve());
  deadline.addEventListener("abort", () => resolve());
  await over;
  // Node ends a stream that was reset, too.
  const isWhole = hasEnd && stream.rstCode === 0 && !stream.aborted;
  session.destroy();
  return { appearance: appearanceOf(status, isWhole, deadline), content: Buffer.concat(content) };
}

const CODINGS = "gzip, deflate, br, zstd";

function appearanceOf(status: number, isWhole: boolean, deadline: AbortSignal): Sight["appearance"] {
  if (!isWhole) return deadline.aborted ? "a hang" : "incomplete";
  if (status === 502) return "502";
  return status === 200 ? "complete" : `status ${status}`;
}
