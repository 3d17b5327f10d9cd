import { connect } from "node:net";
import { RawServer } from "../../proxy/raw-connection.ts";

/** What went through one connection so far. Latin1 text. */
export interface TappedConnection {
  sent: string;
  answered: string;
}

/** A wire between two servers that keeps what goes through it. */
export interface Tap {
  readonly server: RawServer;
  readonly connections: readonly TappedConnection[];
}

/** @param port where the wire leads, asked for each connection */
export async function openTap(port: () => number): Promise<Tap> {
  const connections: TappedConnection[] = [];
  const server = await RawServer.listen(({ socket }) => {
    const tapped = { sent: "", answered: "" };
    connections.push(tapped);
    const further = connect({ port: port(), host: "127.0.0.1", allowHalfOpen: true });
    socket.on("data", (chunk) => {
      tapped.sent += chunk.toString("latin1");
    });
    further.on("data", (chunk) => {
      tapped.answered += chunk.toString("latin1");
    });
    socket.pipe(further).pipe(socket);
    further.on("error", () => socket.destroy());
    further.on("close", () => socket.destroySoon());
    socket.on("close", () => further.destroy());
  });
  return { server, connections };
}
