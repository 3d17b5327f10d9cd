import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { after, before } from "node:test";
import { type DocumentName, type LongBody, type LongBodyCoding, longBody } from "./documents.ts";

/** The target of a document of about so many bytes on a {@link longBodyOrigin}. */
export function longBodyPath(document: DocumentName, bytes: number, coding: LongBodyCoding = "identity"): string {
  return `/${document}/${coding}/${bytes}`;
}

function longBodyServer(): Server {
  const bodies = new Map<string, LongBody>();
  return createServer(({ url: path = "" }, response) => {
    const [, document, coding, bytes] = path.split("/");
    const body = bodies.get(path) ?? longBody(document as DocumentName, Number(bytes), coding as LongBodyCoding);
    bodies.set(path, body);
    send(body, response);
  });
}

export interface LongBodyOrigin {
  readonly port: number;
  /** Its ends of all connections it has taken. */
  readonly sockets: Socket[];
}

/** An application of long documents, which it sends as fast as they are taken; it listens while the tests of this suite run. */
export function longBodyOrigin(): LongBodyOrigin {
  const server = longBodyServer();
  const sockets: Socket[] = [];
  server.on("connection", (socket) => sockets.push(socket));
  before(() => once(server.listen(0, "127.0.0.1"), "listening"));
  after(() => {
    server.close();
    server.closeAllConnections();
  });
  return {
    sockets,
    get port() {
      return (server.address() as AddressInfo).port;
    },
  };
}

function send({ type, coding, pieces }: LongBody, response: ServerResponse): void {
  response.setHeader("Content-Type", type);
  if (coding !== "identity") response.setHeader("Content-Encoding", coding);
  const left = pieces();
  const fill = () => {
    for (let piece = left.next(); !piece.done; piece = left.next()) if (!response.write(piece.value)) return;
    response.off("drain", fill).end();
  };
  response.on("drain", fill);
  fill();
}
