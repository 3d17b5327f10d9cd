import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { type TestContext, test } from "node:test";
import fastify from "fastify";
import type { ConfigInput } from "../../src/config/config.ts";
import { createProxy } from "../../src/index.ts";
import { connectMiddleware } from "../../src/middleware/connect.ts";
import { fastifyPlugin } from "../../src/middleware/fastify.ts";
import { INTERNAL, request } from "../proxy/fixture.ts";
import { RawServer, rawClient } from "../proxy/raw-connection.ts";
import { OK } from "./support/rows.ts";

/** Reads content before the proxy may. */
type Reader = (request: IncomingMessage) => Promise<unknown>;

/** Starts a server in which a reader comes before the proxy, on a free port. */
type Frame = (t: TestContext, config: ConfigInput, read: Reader) => Promise<number>;

const FRAMES: Readonly<Record<string, { start: Frame; said: RegExp }>> = {
  "connect: the error handler": {
    async start(t, config, read) {
      const middleware = connectMiddleware(config);
      t.after(() => middleware.proxy.close(0));
      return listen(t, async (asked, response) => {
        await read(asked);
        middleware(asked, response, (error) => {
          response.statusCode = error ? 500 : 404;
          response.end(error ? `${(error as NodeJS.ErrnoException).code}: ${error.message}` : "");
        });
      });
    },
    said: /ERR_CONFIG: .* Put reorigin before body parsers/,
  },
  "fastify: its error": {
    async start(t, config, read) {
      const app = fastify();
      t.after(() => app.close());
      app.addHook("onRequest", async ({ raw }) => void (await read(raw)));
      await app.register(fastifyPlugin, config);
      await app.listen({ port: 0, host: "127.0.0.1" });
      return (app.server.address() as AddressInfo).port;
    },
    said: /"code":"ERR_CONFIG".* Put reorigin before body parsers/,
  },
  "a handler: its answer": {
    async start(t, config, read) {
      const proxy = createProxy(config);
      t.after(() => proxy.close(0));
      return listen(t, async (asked, response) => {
        await read(asked);
        proxy.handler(asked, response);
      });
    },
    said: /The request's content was read before it could be forwarded\./,
  },
};

const READERS: Readonly<Record<string, Reader>> = {
  "all of it": text,
  "a part of it": async (asked) => {
    await once(asked, "data");
    asked.pause();
  },
};

const CONTENTS: Readonly<Record<string, string>> = {
  "with a length": `${request("POST /", "Content-Length: 7")}content`,
  "in chunks": `${request("POST /", "Transfer-Encoding: chunked")}7\r\ncontent\r\n0\r\n\r\n`,
};

for (const [frame, { start, said }] of Object.entries(FRAMES)) {
  test(`B-46 ${frame} is not needed for content that nobody has read`, async (t) => {
    const upstream = await RawServer.answering(OK);
    t.after(() => upstream.close());
    const route = { public: "http://www.example.com/", internal: INTERNAL, upstream: upstream.origin };
    const client = await rawClient(await start(t, { routes: [route] }, () => Promise.resolve()));
    t.after(() => client.socket.destroy());
    await client.send(CONTENTS["with a length"] as string).includes("\r\n\r\nok");
    await upstream.connections[0]?.includes("\r\n\r\ncontent");
  });

  for (const [how, read] of Object.entries(READERS)) {
    for (const [framing, bytes] of Object.entries(CONTENTS)) {
      test(`B-46 ${frame} says that ${how} was read, ${framing}; what has no content is forwarded`, async (t) => {
        const upstream = await RawServer.answering(OK);
        t.after(() => upstream.close());
        const route = { public: "http://www.example.com/", internal: INTERNAL, upstream: upstream.origin };
        const port = await start(t, { routes: [route] }, (asked) =>
          asked.method === "POST" ? read(asked) : Promise.resolve(),
        );
        const client = await rawClient(port);
        t.after(() => client.socket.destroy());
        await client.send(bytes).until((received) => said.test(received), String(said));
        assert.match(client.received, /^HTTP\/1\.1 500 /);
        assert.equal(upstream.connections.length, 0);
        const other = await rawClient(port);
        t.after(() => other.socket.destroy());
        await other.send(request("GET /")).until((received) => /^HTTP\/1\.1 200 [\s\S]*ok$/.test(received));
      });
    }
  }
}

async function listen(t: TestContext, listener: RequestListener): Promise<number> {
  const server = createServer(listener);
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return (server.address() as AddressInfo).port;
}
