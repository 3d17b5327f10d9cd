import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { once } from "node:events";
import { globSync } from "node:fs";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { basename } from "node:path";
import { after, before, describe, test } from "node:test";
import { connect as connectTls } from "node:tls";
import { INTERNAL } from "../proxy/fixture.ts";
import { certificate } from "../proxy/http2/fixture.ts";
import { PUBLIC } from "./support/documents.ts";
import { missingPrograms, programPath } from "./support/programs.ts";
import { ProxyProcess } from "./support/proxy-process.ts";

const SCRIPTS = globSync(`${import.meta.dirname}/vtc/*.vtc`).sort();

/** Both sides are played by varnishtest, which reads HTTP with eyes of its own. */
describe("varnishtest", { skip: missingPrograms("varnishtest") }, () => {
  let unwrapper: Server;
  let macros: string[] = [];
  const ends: (() => unknown)[] = [];
  const suite = { after: (end: () => unknown) => ends.push(end) };

  before(async () => {
    const serverPort = await freePort();
    const routes = [{ public: PUBLIC, internal: INTERNAL, upstream: `http://127.0.0.1:${serverPort}` }];
    const limits = { upstreamKeepAliveTimeoutMs: 50 };
    const plain = await ProxyProcess.start(suite, { logLevel: "silent", limits, routes });
    const listen = { address: "127.0.0.1:0", ...certificate("www") };
    const tls = await ProxyProcess.start(suite, { listen, logLevel: "silent", limits, routes });
    unwrapper = createServer((socket) => wrapInTls(socket, tls.port)).listen(0, "127.0.0.1");
    await once(unwrapper, "listening");
    macros = [
      `server_port=${serverPort}`,
      `proxy_port=${plain.port}`,
      `h2_port=${(unwrapper.address() as AddressInfo).port}`,
    ];
  });
  after(() => {
    unwrapper?.close();
    for (const end of ends) end();
  });

  for (const script of SCRIPTS) {
    test(`${basename(script)}`, { timeout: 60_000 }, async () => {
      const args = [...macros.flatMap((macro) => ["-D", macro]), "-t", "30", script];
      const { failed, said } = await run(programPath("varnishtest") as string, args);
      assert.ok(!failed, said);
    });
  }
});

/** varnishtest knows HTTP/2, but no TLS. */
function wrapInTls(socket: Socket, port: number): void {
  const secured = connectTls({ port, host: "127.0.0.1", ALPNProtocols: ["h2"], rejectUnauthorized: false });
  socket.on("error", () => secured.destroy()).on("close", () => secured.destroy());
  secured.on("error", () => socket.destroy());
  socket.pipe(secured).pipe(socket);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

function run(program: string, args: readonly string[]): Promise<{ failed: boolean; said: string }> {
  return new Promise((resolve) => {
    execFile(program, args, (error, stdout, stderr) => resolve({ failed: error !== null, said: stdout + stderr }));
  });
}
