import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, get, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { after, before, test } from "node:test";
import fastify from "fastify";
import { WebSocket, WebSocketServer } from "ws";
import type { ConfigInput } from "../../src/config/config.ts";
import { connectMiddleware } from "../../src/middleware/connect.ts";
import { fastifyPlugin } from "../../src/middleware/fastify.ts";

const application = createServer((request, response) => {
  response.setHeader("content-type", "text/html");
  response.end(`<a href="http://legacy.internal/x">${request.url}</a>`);
});

before(async () => {
  const sockets = new WebSocketServer({ server: application });
  sockets.on("connection", (socket) => socket.on("message", (message) => socket.send(`echo ${message}`)));
  await listening(application);
});
after(() => void application.close());

async function listening(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return portOf(server);
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

function config(): ConfigInput {
  const upstream = `http://127.0.0.1:${portOf(application)}`;
  return { routes: [{ public: "http://www.example.com/app/", internal: "http://legacy.internal/", upstream }] };
}

async function ask(port: number, path: string, host = "www.example.com"): Promise<string> {
  const [response] = await once(get({ port, path, host: "127.0.0.1", headers: { host } }), "response");
  return `${response.statusCode} ${await text(response)}`;
}

const PROXIED = '200 <a href="http://www.example.com/app/x">/page?q</a>';

test("connect: a route is answered by the application, the rest goes on", async () => {
  const middleware = connectMiddleware(config());
  const own: RequestListener = (request, response) =>
    middleware(request, response, () => response.end(`own ${request.url}`));
  const server = createServer(own);
  const port = await listening(server);
  assert.equal(await ask(port, "/app/page?q"), PROXIED);
  assert.equal(await ask(port, "/other"), "200 own /other");
  assert.equal(await ask(port, "/app/page", "elsewhere.example"), "200 own /app/page");
  server.close();
  await middleware.proxy.close();
});

test("connect: below a mount point the whole path counts", async () => {
  const middleware = connectMiddleware(config());
  const server = createServer((request, response) => {
    const cut = Object.assign(request, { originalUrl: request.url, url: "/page" });
    middleware(cut, response, () => response.end("own"));
  });
  assert.equal(await ask(await listening(server), "/app/page?q"), PROXIED);
  server.close();
  await middleware.proxy.close();
});

test("fastify: a route is answered by the application, the rest by fastify; upgrades, too", async () => {
  const app = fastify();
  await app.register(fastifyPlugin, config());
  app.get("/other", () => "own");
  await app.listen({ port: 0, host: "127.0.0.1" });
  const port = portOf(app.server);
  assert.equal(await ask(port, "/app/page?q"), PROXIED);
  assert.equal(await ask(port, "/other"), "200 own");
  const socket = new WebSocket(`ws://127.0.0.1:${port}/app/echo`, { headers: { host: "www.example.com" } });
  await once(socket, "open");
  socket.send("hello");
  const [message] = await once(socket, "message");
  assert.equal(String(message), "echo hello");
  socket.close();
  await once(socket, "close");
  const stray = new WebSocket(`ws://127.0.0.1:${port}/other`, { headers: { host: "www.example.com" } });
  const [, refusal] = await once(stray, "unexpected-response");
  assert.equal(refusal.statusCode, 404, "an upgrade that nobody serves must not hang");
  stray.on("error", () => {});
  stray.terminate();
  await app.close();
});

test("a configuration that is wrong is refused at once", () => {
  assert.throws(() => connectMiddleware({ routes: [] }), { code: "ERR_CONFIG" });
});
