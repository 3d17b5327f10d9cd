import { RawServer } from "../../proxy/raw-connection.ts";
import { readRequests } from "./strict-reader.ts";

/** An upstream that answers every whole request, in order, with its target. */
export function answering(): Promise<RawServer> {
  return RawServer.listen(async (connection) => {
    for (let answered = 0; connection.ended === "no"; answered++) {
      const isThere = (received: string) => readRequests(received).requests.length > answered;
      await connection.until(isThere).catch(() => {});
      const { target = "" } = readRequests(connection.received).requests[answered] ?? {};
      connection.send(`HTTP/1.1 200 OK\r\nContent-Length: ${target.length}\r\n\r\n${target}`);
    }
  });
}
