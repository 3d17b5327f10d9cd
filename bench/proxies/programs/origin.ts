import { createServer } from "node:http";
import type { Setup } from "../compared-proxy.ts";
import { SCENARIOS } from "../scenarios.ts";

/** The application. It answers from memory. */

const { port }: Pick<Setup, "port"> = JSON.parse(process.argv[2]!);

const resources = new Map(
  SCENARIOS.map(({ path, type, coding, body }) => {
    const encoding = coding === undefined ? {} : { "content-encoding": coding };
    return [path, { body, fields: { "content-type": type, "content-length": body.length, ...encoding } }] as const;
  }),
);

const server = createServer((request, response) => {
  const resource = resources.get(request.url ?? "/");
  if (resource === undefined) response.writeHead(404).end();
  else response.writeHead(200, resource.fields).end(resource.body);
});
server.keepAliveTimeout = 0;
server.listen(port, "127.0.0.1");
