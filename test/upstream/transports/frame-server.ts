import { once } from "node:events";
import { readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import type { TestContext } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { createServer, type TLSSocket } from "node:tls";
import type { RouteInput } from "../../../src/config/config.ts";
import { type Fixture, startProxy } from "../../proxy/fixture.ts";
import { certificate } from "../../proxy/http2/fixture.ts";
import { END_HEADERS, FRAME, FrameConnection, fieldBlock, frame } from "../../proxy/http2/frames.ts";
import { RawServer } from "../../proxy/raw-connection.ts";

/** A request that came to an upstream. */
export interface Asked {
  readonly connection: FrameConnection;
  readonly stream: number;
  /** Requests so far, on all connections, this one included. */
  readonly count: number;
}

export interface FrameFixture extends Fixture {
  /** Every request that came. */
  readonly asked: readonly Asked[];
}

/** A proxy before an upstream that speaks HTTP/2 frame by frame. */
export async function startFrames(
  t: TestContext,
  answer: (asked: Asked) => unknown,
  route: Partial<RouteInput> = {},
): Promise<FrameFixture> {
  const asked: Asked[] = [];
  const sockets: TLSSocket[] = [];
  const { cert, key } = certificate("www");
  const server = createServer({ cert: readFileSync(cert), key: readFileSync(key), ALPNProtocols: ["h2"] }, (socket) => {
    sockets.push(socket);
    const connection = FrameConnection.accept(socket, ({ type, stream }) => {
      if (type !== FRAME.headers) return;
      const request = { connection, stream, count: asked.length + 1 };
      asked.push(request);
      answer(request);
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const upstream = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const fixed = { public: "http://www.example.com/", internal: "https://legacy.internal/", upstream };
  const fixture = await startProxy(t, await RawServer.listen(), {
    routes: [{ ...fixed, upstreamHttp2: true, upstreamTls: { verify: false }, ...route } as RouteInput],
  });
  return { ...fixture, asked };
}

type Fields = Readonly<Record<string, string>>;

/** @param flags besides END_HEADERS */
export function headersFrame(stream: number, fields: Fields, flags = 0): Buffer {
  return frame(FRAME.headers, END_HEADERS | flags, stream, fieldBlock(Object.entries(fields)));
}

export function dataFrame(stream: number, content: string, flags = 0): Buffer {
  return frame(FRAME.data, flags, stream, Buffer.from(content, "latin1"));
}

/** @param last the last stream that was or will be served */
export function goawayFrame(last: number, code: number): Buffer {
  const payload = Buffer.alloc(8);
  payload.writeUInt32BE(last, 0);
  payload.writeUInt32BE(code, 4);
  return frame(FRAME.goaway, 0, 0, payload);
}

/**
 * Sends content until the other side takes no more (RFC 9113 section 5.2).
 *
 * @returns the number of bytes
 */
export async function fill({ connection, stream }: Asked): Promise<number> {
  let sent = 0;
  for (let idle = 0; idle < IDLE_ROUNDS; idle++) {
    while (Math.min(windowOf(connection, 0), windowOf(connection, stream)) - sent >= PIECE.length) {
      connection.send(dataFrame(stream, PIECE));
      sent += PIECE.length;
      idle = 0;
    }
    await delay(ROUND_MS);
  }
  return sent;
}

const PIECE = "-".repeat(16_384);
const ROUND_MS = 10;
const IDLE_ROUNDS = 30;

/** What may be sent altogether. */
function windowOf({ frames }: FrameConnection, stream: number): number {
  const updates = frames.filter((update) => update.type === FRAME.windowUpdate && update.stream === stream);
  const first = stream === 0 ? DEFAULT_WINDOW : initialWindow(frames);
  return updates.reduce((sum, { payload }) => sum + payload.readUInt32BE(0), first);
}

function initialWindow(frames: FrameConnection["frames"]): number {
  for (const { type, payload } of frames) {
    if (type !== FRAME.settings) continue;
    for (let at = 0; at < payload.length; at += 6) {
      if (payload.readUInt16BE(at) === INITIAL_WINDOW_SIZE) return payload.readUInt32BE(at + 2);
    }
  }
  return DEFAULT_WINDOW;
}

/** RFC 9113 section 6.5.2. */
const INITIAL_WINDOW_SIZE = 4;
const DEFAULT_WINDOW = 65_535;
