import { createServer, type Server, type ServerResponse } from "node:http";
import { type DocumentName, type LongBody, type LongBodyCoding, longBody } from "./documents.ts";

/** The target of a document of about so many bytes on a server that {@link longBodyServer} made. */
export function longBodyPath(document: DocumentName, bytes: number, coding: LongBodyCoding = "identity"): string {
  return `/${document}/${coding}/${bytes}`;
}

/** An application of long documents, which it sends as fast as they are taken. */
export function longBodyServer(): Server {
  const bodies = new Map<string, LongBody>();
  return createServer(({ url: path = "" }, response) => {
    const [, document, coding, bytes] = path.split("/");
    const body = bodies.get(path) ?? longBody(document as DocumentName, Number(bytes), coding as LongBodyCoding);
    bodies.set(path, body);
    send(body, response);
  });
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
