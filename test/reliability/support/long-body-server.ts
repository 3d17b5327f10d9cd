import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type DocumentName, type LongBody, longBody } from "./documents.ts";

/** The target of a document of about so many bytes on a server that {@link longBodyServer} made. */
export function longBodyPath(document: DocumentName, bytes: number, coding: LongBody["coding"] = "identity"): string {
  return `/${document}/${coding}/${bytes}`;
}

/** An application of long documents, which it sends as fast as they are taken. */
export function longBodyServer(): Server {
  return createServer(serveLongBody);
}

function serveLongBody(request: IncomingMessage, response: ServerResponse): void {
  const [, document, coding, bytes] = (request.url as string).split("/");
  const body = longBody(document as DocumentName, Number(bytes), coding as LongBody["coding"]);
  response.setHeader("Content-Type", body.type);
  if (body.coding !== "identity") response.setHeader("Content-Encoding", body.coding);
  response.write(body.first);
  let left = body.parts;
  const fill = () => {
    while (left-- > 0) if (!response.write(body.part)) return;
    response.off("drain", fill).end(body.last);
  };
  response.on("drain", fill);
  fill();
}
