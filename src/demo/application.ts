import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { gzipSync } from "node:zlib";

/** One request as a handler sees it. */
export interface Visit {
  /** The whole URL, below the origin the application believes in. */
  readonly url: URL;
  /** The fields of a submitted form; empty for a GET. */
  readonly form: URLSearchParams;
  readonly cookies: ReadonlyMap<string, string>;
}

/** What a handler answers. A handler that writes to the response itself answers undefined. */
export interface Answer {
  /** Default 200. */
  readonly status?: number;
  /** Default `text/html; charset=utf-8`. */
  readonly type?: string;
  readonly fields?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Uint8Array;
  /** Compress the body with gzip. Default false. */
  readonly gzip?: boolean;
}

export type Handler = (visit: Visit, response: ServerResponse) => Answer | undefined | Promise<Answer>;

export type UpgradeHandler = (request: IncomingMessage, socket: Duplex) => void;

/** `METHOD /path` → handler. */
export type Routes = Readonly<Record<string, Handler>>;

/** The most a submitted form may hold. */
const FORM_BYTES = 64 * 1024;

/** A server on a loopback port. */
export interface Application {
  /** Starts on a free port; resolves to the origin where it really listens. */
  listen(): Promise<string>;
  /** Stops at once, streams and sockets and all. */
  close(): Promise<void>;
}

/**
 * A plain server that believes in its origin as old applications do: a request under any other name is sent to the
 * right one, and a form that another origin submits is refused.
 */
export function createApplication(origin: string, routes: Routes, upgrade?: UpgradeHandler): Application {
  const { host } = new URL(origin);
  const sockets = new Set<Duplex>();
  const server = createServer((request, response) => {
    respond(request, response).catch((error) => response.destroy(error));
  });
  if (upgrade !== undefined) server.on("upgrade", upgrade);
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  return { listen, close };

  async function listen(): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject).listen(0, "127.0.0.1", resolve);
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  function close(): Promise<void> {
    return new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  }

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const answer = await answerTo(request, response);
    if (answer !== undefined) send(response, answer);
  }

  async function answerTo(request: IncomingMessage, response: ServerResponse): Promise<Answer | undefined> {
    const url = new URL(`${origin}${request.url}`);
    if (request.headers.host !== host) return redirect(url.href, 301);
    const method = request.method === "HEAD" ? "GET" : request.method;
    const handler = routes[`${method} ${url.pathname}`];
    if (handler === undefined) return { status: 404, type: "text/plain; charset=utf-8", body: "Not found\n" };
    if (method === "POST" && request.headers.origin !== origin) {
      return { status: 403, type: "text/plain; charset=utf-8", body: "This form was submitted from another origin\n" };
    }
    return handler({ url, form: await readForm(request), cookies: readCookies(request) }, response);
  }
}

export function redirect(location: string, status = 303, fields: Answer["fields"] = {}): Answer {
  return {
    status,
    type: "text/plain; charset=utf-8",
    fields: { Location: location, ...fields },
    body: `${location}\n`,
  };
}

function send(response: ServerResponse, answer: Answer): void {
  const { status = 200, type = "text/html; charset=utf-8", fields = {}, body = "", gzip = false } = answer;
  const bytes = gzip ? gzipSync(body) : Buffer.from(body);
  response.writeHead(status, {
    "Content-Type": type,
    "Content-Length": bytes.length,
    ...(gzip && { "Content-Encoding": "gzip" }),
    ...(fields as Record<string, string | string[]>),
  });
  response.end(bytes);
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > FORM_BYTES) throw new RangeError(`Cannot read a form of more than ${FORM_BYTES} bytes`);
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString());
}

function readCookies(request: IncomingMessage): Map<string, string> {
  const pairs = (request.headers.cookie ?? "").split(/; */).map((pair) => {
    const equals = pair.indexOf("=");
    return [pair.slice(0, equals), pair.slice(equals + 1)] as const;
  });
  return new Map(pairs);
}
