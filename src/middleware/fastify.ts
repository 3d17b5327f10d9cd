import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { ConfigInput } from "../config/config.ts";
import { createProxy } from "../index.ts";
import { contentError } from "./content-error.ts";

/** The part of a Fastify instance that the plugin needs. */
interface FastifyHost {
  readonly server: Server;
  addHook(
    name: "onRequest",
    hook: (request: RawRequest, reply: RawReply, done: (error?: Error) => void) => void,
  ): unknown;
  addHook(name: "onClose", hook: () => Promise<void>): unknown;
}

interface RawRequest {
  readonly raw: IncomingMessage;
}

interface RawReply {
  readonly raw: ServerResponse;
  hijack(): unknown;
}

/**
 * A plugin for Fastify: requests and upgrades for a configured route go to the application, all others to Fastify's own
 * routes. It closes with the server. Register it before hooks that read request bodies: if their content was read, requests
 * fail with a ReoriginError of the code ERR_CONFIG.
 *
 * @param config every route needs a `public` URL; `listen` is ignored
 * @throws {ReoriginError} ERR_CONFIG with every problem of the configuration, one per line
 */
export async function fastifyPlugin(fastify: FastifyHost, config: ConfigInput): Promise<void> {
  const proxy = createProxy(config);
  fastify.server.on("upgrade", (request, socket, head) => {
    // Without another listener, nothing else would answer.
    const isAlone = fastify.server.listenerCount("upgrade") === 1;
    if (isAlone || proxy.serves(request)) proxy.upgrade(request, socket as Parameters<typeof proxy.upgrade>[1], head);
  });
  fastify.addHook("onRequest", (request, reply, done) => {
    if (!proxy.serves(request.raw)) return done();
    const error = contentError(request.raw);
    if (error) return done(error);
    reply.hijack();
    proxy.handler(request.raw, reply.raw);
  });
  fastify.addHook("onClose", () => proxy.close());
}

/**
 * The hooks apply to the whole server, not to an encapsulated part of it
 * (https://fastify.dev/docs/latest/Reference/Plugins/).
 */
Object.defineProperty(fastifyPlugin, Symbol.for("skip-override"), { value: true });
