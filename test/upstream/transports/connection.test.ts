import assert from "node:assert/strict";
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { type TestContext, test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { buildConnector, type Dispatcher } from "undici";
import { SOCKET_BUFFER_BYTES } from "../../../src/limits.ts";
import { UpstreamConnection } from "../../../src/upstream/transports/connection.ts";
import { Http2Streams } from "../../../src/upstream/transports/http2-streams.ts";
import type { ChunkHolder } from "../../../src/upstream/transports/transport.ts";

const CHUNKS = 1000;
const CHUNK_BYTES = 1024;
const MOST_HELD_BYTES = 3 * 65_536;

interface Connected {
  readonly connection: UpstreamConnection;
  /** The connection's own socket, once it is open. */
  readonly socket: () => Socket;
  /** The server's sockets, in the order in which they came. */
  readonly peers: readonly Socket[];
}

/** A connection to a server that does as `serve` does. */
async function connected(t: TestContext, serve: (socket: Socket) => void): Promise<Connected> {
  const peers: Socket[] = [];
  const server = createServer((socket) => {
    peers.push(socket.on("error", () => {}));
    serve(socket);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  let opened: Socket | undefined;
  const connection = new UpstreamConnection(new URL(`http://127.0.0.1:${port}`), {
    interimResponses: 1,
    streams: new Http2Streams(),
    connectorFor: (onread) => {
      const settings = { highWaterMark: SOCKET_BUFFER_BYTES, onread };
      const connect = buildConnector(settings as buildConnector.BuildOptions);
      return (options, callback) =>
        connect(options, (...result) => {
          opened = result[1] ?? undefined;
          callback(...result);
        });
    },
  });
  t.after(() => connection.destroy().then(() => server.close()));
  return { connection, peers, socket: () => opened as Socket };
}

test("a body in small chunks is not read ahead, though its reader pauses at each", { timeout: 20_000 }, async (t) => {
  const contents = Array.from({ length: CHUNKS }, (_, i) => String(i).padEnd(CHUNK_BYTES, "."));
  const chunks = contents.map((content) => `${CHUNK_BYTES.toString(16)}\r\n${content}\r\n`).join("");
  const { connection, socket } = await connected(t, (peer) => {
    peer.end(`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${chunks}0\r\n\r\n`);
  });

  let received = "";
  let mostHeld = 0;
  await new Promise<void>((resolve, reject) => {
    connection.dispatch(
      { method: "GET", path: "/" },
      {
        onRequestStart() {},
        onResponseStart() {},
        onResponseData(controller, chunk) {
          received += chunk.toString("latin1");
          controller.pause();
          setImmediate(() => {
            mostHeld = Math.max(mostHeld, socket().readableLength);
            controller.resume();
          });
        },
        onResponseEnd: () => resolve(),
        onResponseError: (_, error) => reject(error),
      },
    );
  });
  assert.equal(received, contents.join(""));
  assert.ok(mostHeld <= MOST_HELD_BYTES, `${mostHeld} bytes were held`);
});

/** A reader that pauses at each chunk, and goes on only when it is told to. */
class PausingReader implements ChunkHolder {
  holdsChunks = true;
  received = "";
  isComplete = false;
  error: Error | undefined;
  controller: Dispatcher.DispatchController | undefined;

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
  }

  onResponseStart(): void {}

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.received += chunk.toString("latin1");
    controller.pause();
  }

  onResponseEnd(): void {
    this.isComplete = true;
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.error = error;
  }
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await turn();
}

/** The head of a response of two bytes, and the first of them. */
const HALF = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n1";

async function halfRead(t: TestContext) {
  const answered = await connected(t, (peer) => peer.on("data", () => peer.write(HALF)));
  const reader = new PausingReader();
  answered.connection.dispatch({ method: "GET", path: "/" }, reader);
  await until(() => reader.received === "1");
  return { ...answered, reader };
}

test("the end that came with the last bytes is read with them, though their reader pauses", {
  timeout: 20_000,
}, async (t) => {
  const { connection } = await connected(t, (peer) => peer.write(`${HALF}2`));
  const reader = new PausingReader();
  connection.dispatch({ method: "GET", path: "/" }, reader);
  await until(() => reader.received !== "");
  assert.deepEqual([reader.received, reader.isComplete], ["12", true]);
});

test("while a paused reader holds chunks, nothing is read", { timeout: 20_000 }, async (t) => {
  const { peers, reader, socket } = await halfRead(t);
  peers[0]!.write("2");
  await until(() => socket().readableLength === 1);
  for (let i = 0; i < 5; i++) await turn();
  assert.equal(reader.received, "1");
  reader.controller!.resume();
  assert.deepEqual([reader.received, reader.isComplete], ["12", true]);
});

test("a reader that has resumed before anything came is read for", { timeout: 20_000 }, async (t) => {
  const { peers, reader } = await halfRead(t);
  reader.controller!.resume();
  peers[0]!.write("2");
  await until(() => reader.isComplete);
  assert.equal(reader.received, "12");
});

test("a paused reader that holds nothing is read for", { timeout: 20_000 }, async (t) => {
  const { peers, reader } = await halfRead(t);
  reader.holdsChunks = false;
  peers[0]!.write("2");
  await until(() => reader.isComplete);
  assert.equal(reader.received, "12");
});

test("a connection that breaks while its reader pauses is an error, not an end", { timeout: 20_000 }, async (t) => {
  const { peers, reader } = await halfRead(t);
  await new Promise<void>((resolve) => peers[0]!.end(resolve));
  for (let i = 0; i < 5; i++) await turn();
  reader.controller!.resume();
  await until(() => reader.error !== undefined);
  assert.deepEqual([reader.received, reader.isComplete], ["1", false]);
});

test("the reader of the next response need not wait until one that has all is done", { timeout: 20_000 }, async (t) => {
  const { connection, peers, reader } = await halfRead(t);
  reader.controller!.resume();
  peers[0]!.write("2");
  await until(() => reader.isComplete);
  const next = new PausingReader();
  connection.dispatch({ method: "GET", path: "/" }, next);
  await until(() => next.received === "1");
  assert.equal(peers.length, 1);
});
