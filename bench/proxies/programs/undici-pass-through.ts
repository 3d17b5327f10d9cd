import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type Dispatcher, Pool } from "undici";
import type { Setup } from "../compared-proxy.ts";

const { originPort, port }: Setup = JSON.parse(process.argv[2]!);
const pool = new Pool(`http://127.0.0.1:${originPort}`, { connections: 128 });

class Forwarding implements Dispatcher.DispatchHandler {
  readonly #response: ServerResponse;

  constructor(response: ServerResponse) {
    this.#response = response;
  }

  onRequestStart(): void {}

  onResponseStart({ rawHeaders }: Dispatcher.DispatchController, status: number): void {
    this.#response.writeHead(status, (rawHeaders as Buffer[]).map(String));
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#response.write(chunk)) return;
    controller.pause();
    this.#response.once("drain", () => controller.resume());
  }

  onResponseEnd(): void {
    this.#response.end();
  }

  onResponseError(): void {
    this.#response.destroy();
  }
}

createServer((request: IncomingMessage, response: ServerResponse) => {
  const { method = "GET", url: path = "/", headers } = request;
  const { connection: _, ...forwarded } = headers;
  pool.dispatch({ method: method as Dispatcher.HttpMethod, path, headers: forwarded }, new Forwarding(response));
}).listen(port, "127.0.0.1");
