import httpProxy from "@fastify/http-proxy";
import { fastify } from "fastify";
import type { Setup } from "../compared-proxy.ts";

const { originPort, port }: Setup = JSON.parse(process.argv[2]!);

const server = fastify();
await server.register(httpProxy, { upstream: `http://127.0.0.1:${originPort}`, undici: { connections: 128 } });
await server.listen({ port, host: "127.0.0.1" });
