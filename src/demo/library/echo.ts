import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";

/** RFC 6455 section 1.3. */
const HANDSHAKE_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
const FINAL = 0x80;
const OPCODE = { text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

/** Payload lengths that announce a longer field; frames of 64 KiB and more are refused. */
const LENGTH_16_BIT = 126;
const LENGTH_64_BIT = 127;

/** A WebSocket that answers every text with the same text, for pages of its own origin only. */
export function acceptEcho(origin: string, request: IncomingMessage, socket: Duplex): void {
  const key = request.headers["sec-websocket-key"];
  if (request.url !== "/echo" || request.headers.origin !== origin || key === undefined) {
    socket.end("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    return;
  }
  const accept = createHash("sha1")
    .update(key + HANDSHAKE_GUID)
    .digest("base64");
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  let pending: Buffer = Buffer.alloc(0);
  socket.on("error", () => socket.destroy());
  socket.on("data", (chunk: Buffer) => {
    pending = answerFrames(Buffer.concat([pending, chunk]), socket);
  });
}

/** Answers every whole frame; returns the bytes of the one that is not whole yet. */
function answerFrames(bytes: Buffer, socket: Duplex): Buffer {
  for (;;) {
    if (((bytes[1] ?? 0) & 0x7f) === LENGTH_64_BIT) {
      socket.destroy();
      return Buffer.alloc(0);
    }
    const frame = readFrame(bytes);
    if (frame === undefined) return bytes;
    bytes = bytes.subarray(frame.size);
    if (frame.opcode === OPCODE.text) writeFrame(socket, OPCODE.text, frame.payload);
    else if (frame.opcode === OPCODE.ping) writeFrame(socket, OPCODE.pong, frame.payload);
    else if (frame.opcode === OPCODE.close) {
      writeFrame(socket, OPCODE.close, frame.payload);
      socket.end();
      return Buffer.alloc(0);
    }
  }
}

/** RFC 6455 section 5.2; a client's frames are masked. */
function readFrame(bytes: Buffer): { opcode: number; payload: Buffer; size: number } | undefined {
  if (bytes.length < 6) return undefined;
  const short = bytes[1]! & 0x7f;
  const head = short < LENGTH_16_BIT ? 6 : 8;
  if (bytes.length < head) return undefined;
  const length = short < LENGTH_16_BIT ? short : bytes.readUInt16BE(2);
  if (bytes.length < head + length) return undefined;
  const mask = bytes.subarray(head - 4, head);
  const payload = Buffer.from(bytes.subarray(head, head + length).map((byte, at) => byte ^ mask[at % 4]!));
  return { opcode: bytes[0]! & 0x0f, payload, size: head + length };
}

function writeFrame(socket: Duplex, opcode: number, payload: Buffer): void {
  const length = payload.length;
  const size = length < LENGTH_16_BIT ? [length] : [LENGTH_16_BIT, length >> 8, length & 0xff];
  socket.write(Buffer.concat([Buffer.from([FINAL | opcode, ...size]), payload]));
}
