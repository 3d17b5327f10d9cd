import assert from "node:assert/strict";
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { test } from "node:test";
import { buildConnector } from "undici";
import { SOCKET_BUFFER_BYTES } from "../../../src/limits.ts";
import { UpstreamConnection } from "../../../src/upstream/transports/connection.ts";
import { Http2Streams } from "../../../src/upstream/transports/http2-streams.ts";

const CHUNKS = 1000;
const CHUNK_BYTES = 1024;
const MOST_HELD_BYTES = 3 * 65_536;

test("a body in small chunks is not read ahead, though its reader pauses at each", { timeout: 20_000 }, async (t) => {
  const contents = Array.from({ length: CHUNKS }, (_, i) => String(i).padEnd(CHUNK_BYTES, "."));
  const chunks = contents.map((content) => `${CHUNK_BYTES.toString(16)}\r\n${content}\r\n`).join("");
  const server = createServer((socket) => {
    socket.end(`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${chunks}0\r\n\r\n`);
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
            mostHeld = Math.max(mostHeld, opened?.readableLength ?? Number.POSITIVE_INFINITY);
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
