import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import type { Ending } from "./proxy-process.ts";

/** Listens, and then stands still: the kernel takes connections until its queue is full, and ignores all others. */
const LISTENER = `
  const server = require("node:net").createServer();
  server.listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => {
    require("node:fs").writeSync(1, String(server.address().port));
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });
`;
const MOST_TAKEN = 20;
const PATIENCE_MS = 300;

/** The port of a server to which no connection can be made, and none is refused. */
export async function blackHole(ending: Ending): Promise<number> {
  const child = spawn(process.execPath, ["-e", LISTENER], { stdio: ["ignore", "pipe", "inherit"] });
  ending.after(() => child.kill("SIGKILL"));
  const [said] = await once(child.stdout, "data");
  const port = Number(said);
  for (let i = 0; i < MOST_TAKEN; i++) {
    const socket = connect(port, "127.0.0.1").on("error", () => {});
    ending.after(() => socket.destroy());
    const isTaken = await Promise.race([once(socket, "connect"), delay(PATIENCE_MS)]);
    if (!isTaken) return port;
  }
  throw new Error(`${MOST_TAKEN} connections were made`);
}
