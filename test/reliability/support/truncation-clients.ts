import { rawClient } from "../../proxy/raw-connection.ts";
import { readHttp1Message } from "./http1-message.ts";
import type { Appearance } from "./truncations.ts";

/** What a client saw of one response. */
export interface Sight {
  readonly appearance: Appearance | "a hang" | `status ${number}`;
  readonly content: Buffer;
}

/** Asks a proxy on a port of the loopback interface for a path, and gives up at the deadline. */
export type TruncationClient = (port: number, path: string, deadline: AbortSignal) => Promise<Sight>;

/** Every kind of client. */
export const CLIENTS = {
  "HTTP/1.1": (port, path, deadline) => seenByHttp1(port, { path, version: "1.1" }, deadline),
  "HTTP/1.0": (port, path, deadline) => seenByHttp1(port, { path, version: "1.0" }, deadline),
} as const satisfies Record<string, TruncationClient>;

async function seenByHttp1(
  port: number,
  { path, version }: { path: string; version: string },
  deadline: AbortSignal,
): Promise<Sight> {
  const connection = await rawClient(port);
  const { socket } = connection;
  const { promise: over, resolve } = Promise.withResolvers<void>();
  const look = () => {
    if (connection.ended !== "no" || readHttp1Message(connection.received).isComplete === true) resolve();
  };
  for (const event of ["data", "end", "error", "close"]) socket.on(event, look);
  deadline.addEventListener("abort", () => resolve());
  connection.send(
    `GET ${path} HTTP/${version}\r\nHost: www.example.com\r\nAccept-Encoding: gzip, deflate, br, zstd\r\n\r\n`,
  );
  await over;
  const { status, content, isComplete } = readHttp1Message(connection.received);
  socket.destroy();
  const isWhole = isComplete === "with the connection" ? connection.ended === "fin" : isComplete;
  return { appearance: appearanceOf(status, isWhole, deadline), content: Buffer.from(content, "latin1") };
}

function appearanceOf(status: number, isWhole: boolean, deadline: AbortSignal): Sight["appearance"] {
  if (!isWhole) return deadline.aborted ? "a hang" : "incomplete";
  if (status === 502) return "502";
  return status === 200 ? "complete" : `status ${status}`;
}
