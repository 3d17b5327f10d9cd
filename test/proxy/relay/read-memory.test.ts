import assert from "node:assert/strict";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { once } from "node:events";
import { createServer, type RequestListener, request, type Server, type ServerResponse } from "node:http";
import { connect } from "node:http2";
import type { AddressInfo } from "node:net";
import { describe, type TestContext, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { gunzipSync, gzipSync } from "node:zlib";
import { type ConfigInput, createProxy } from "../../../src/index.ts";
import { rounds, SEED, seededRandom } from "../../random.ts";
import { certificate } from "../http2/fixture.ts";

/** Connections read into the same memory again, and output is written into it: no byte may be overwritten before its reader has got it. */

const INTERNAL = "http://legacy.internal:8080/";
const HOST = "www.example.com";
const AT_ONCE = 6;

/** A body that says at each place which one it is, and where. */
function bodyOf(number: number, bytes: number): string {
  let body = "";
  while (body.length < bytes) body += `<p title=${number}:${body.length}>`;
  return body;
}

/** Content types, and how the application encodes a body. */
const KINDS: Record<
  string,
  { type: string; coding?: string; encode(body: string): Buffer; decode(body: Buffer): string }
> = {
  "that passes": {
    type: "application/octet-stream",
    encode: (body) => Buffer.from(body),
    decode: (body) => body.toString(),
  },
  "that is rewritten": {
    type: "text/html; charset=utf-8",
    encode: (body) => Buffer.from(`<a href="${INTERNAL}x">${body}`),
    decode: (body) => body.toString().replace(/^<a href="https?:[/][/]www[.]example[.]com[:0-9]*[/]x">/, ""),
  },
  "that is rewritten everywhere": {
    type: "text/html; charset=utf-8",
    encode: (body) => Buffer.from(body.replaceAll("<p title=", `<a href=${INTERNAL}`)),
    decode: (body) => body.toString().replace(/<a href=https?:[/][/]www[.]example[.]com(?::\d+)?[/]/g, "<p title="),
  },
  "of a script, that is rewritten everywhere": {
    type: "text/javascript",
    encode: (body) => Buffer.from(body.replaceAll("<p title=", `<a href=${INTERNAL}`)),
    decode: (body) => body.toString().replace(/<a href=https?:[/][/]www[.]example[.]com(?::\d+)?[/]/g, "<p title="),
  },
  "in UTF-16, that is rewritten": {
    type: "text/html; charset=utf-16le",
    encode: (body) => Buffer.from(body, "utf16le"),
    decode: (body) => body.toString("utf16le"),
  },
  "in gzip, that is rewritten": {
    type: "text/html",
    coding: "gzip",
    encode: (body) => gzipSync(Buffer.from(body), { level: 0 }),
    decode: (body) => gunzipSync(body).toString(),
  },
};

type Kind = (typeof KINDS)[string];

/** An application that sends `/number/bytes`, with a length or in chunks of odd sizes. */
function application(kind: Kind): RequestListener {
  return async ({ url = "" }, response) => {
    const [, number, bytes] = url.split("/").map(Number) as [number, number, number];
    const body = kind.encode(bodyOf(number, bytes));
    response.setHeader("Content-Type", kind.type);
    if (kind.coding) response.setHeader("Content-Encoding", kind.coding);
    if (number % 3 === 0) return void response.end(body);
    const random = seededRandom(number);
    for (let at = 0; at < body.length; ) {
      const end = at + 1 + Math.floor(random() * 90_000);
      if (!response.write(body.subarray(at, end)))
        await Promise.race([once(response, "drain"), once(response, "close")]);
      if (response.destroyed) return;
      at = end;
    }
    response.end();
  };
}

async function listening(t: TestContext, server: Server): Promise<number> {
  await once(server.listen(0, "127.0.0.1"), "listening");
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return (server.address() as AddressInfo).port;
}

type Ask = (path: string, number: number) => Promise<Buffer | undefined>;

/** How a proxy is reached → its clients. A client that goes away returns undefined. */
const CLIENTS: Record<string, (t: TestContext, upstream: string) => Promise<Ask>> = {
  "clients of its own server, some slow, some gone before the end": async (t, upstream) => {
    const port = await proxyPort(t, upstream);
    return (path, number) => ask(port, path, number);
  },
  "clients of a server whose responses are wrapped": async (t, upstream) => {
    const proxy = createProxy(configuration(upstream));
    t.after(() => proxy.close(0));
    const server = createServer((request, response) => {
      delayWrites(response);
      proxy.handler(request, response);
    });
    const port = await listening(t, server);
    return (path, number) => ask(port, path, number);
  },
  "clients of HTTP/2": async (t, upstream) => {
    const port = await proxyPort(t, upstream, { address: "127.0.0.1:0", ...certificate("www") });
    const session = connect(`https://127.0.0.1:${port}`, { rejectUnauthorized: false });
    t.after(() => session.destroy());
    return async (path, number) => {
      const stream = session.request({ ":path": path, ":authority": HOST });
      const content: Buffer[] = [];
      for await (const chunk of stream) {
        content.push(chunk as Buffer);
        if (number % 4 === 1) await delay(1);
      }
      return Buffer.concat(content);
    };
  },
};

function configuration(upstream: string): ConfigInput {
  const limits = { upstreamConnections: 3 };
  return { routes: [{ public: `https://${HOST}/`, internal: INTERNAL, upstream }], limits };
}

async function proxyPort(
  t: TestContext,
  upstream: string,
  listen: ConfigInput["listen"] = "127.0.0.1:0",
): Promise<number> {
  const proxy = createProxy({ ...configuration(upstream), listen });
  const [address] = await proxy.listen();
  t.after(() => proxy.close(0));
  return address!.port;
}

/** One of four reads slowly, one goes away. */
async function ask(port: number, path: string, number: number): Promise<Buffer | undefined> {
  const sent = request({ port, host: "127.0.0.1", path, headers: { host: HOST }, agent: false });
  sent.on("error", () => {});
  sent.end();
  const [response] = await once(sent, "response");
  const content: Buffer[] = [];
  for await (const chunk of response) {
    content.push(chunk);
    if (number % 4 === 1) await delay(1);
    if (number % 4 === 2) {
      sent.destroy();
      return undefined;
    }
  }
  return Buffer.concat(content);
}

/** As compression does: what is written is read later. */
function delayWrites(response: ServerResponse): void {
  const { write, end } = response;
  let last = Promise.resolve();
  const later = (step: () => unknown) => {
    last = last.then(() => delay(1)).then(() => void step());
  };
  response.write = (chunk: Buffer) => {
    later(() => write.call(response, chunk, "latin1"));
    return true;
  };
  response.end = (chunk?: unknown) => {
    later(() => (chunk === undefined ? end.call(response, "", "latin1") : end.call(response, chunk, "latin1")));
    return response;
  };
}

test("a subscriber of undici's diagnostics channel may keep what it is shown", async (t) => {
  const kind = KINDS["that passes"]!;
  const upstream = `http://127.0.0.1:${await listening(t, createServer(application(kind)))}`;
  const port = await proxyPort(t, upstream);
  const kept: Buffer[] = [];
  const keep = (event: unknown) => kept.push((event as { chunk: Buffer }).chunk);
  subscribe("undici:request:bodyChunkReceived", keep);
  t.after(() => unsubscribe("undici:request:bodyChunkReceived", keep));
  await ask(port, "/0/1000000", 0);
  assert.equal(kind.decode(Buffer.concat(kept)), bodyOf(0, 1_000_000));
});

for (const [client, open] of Object.entries(CLIENTS)) {
  describe(`${client} get each byte of a body`, () => {
    for (const [name, kind] of Object.entries(KINDS)) {
      test(name, { timeout: 60_000 }, async (t) => {
        const upstream = `http://127.0.0.1:${await listening(t, createServer(application(kind)))}`;
        const askOnce = await open(t, upstream);
        const random = seededRandom(SEED);
        let next = 0;
        const wrong: string[] = [];
        const worker = async () => {
          while (next < rounds(48)) {
            const number = next++;
            const bytes = Math.floor(random() ** 2 * 600_000);
            const body = await askOnce(`/${number}/${bytes}`, number);
            if (body && kind.decode(body) !== bodyOf(number, bytes)) wrong.push(`/${number}/${bytes}`);
          }
        };
        await Promise.all(Array.from({ length: AT_ONCE }, worker));
        assert.deepEqual(wrong, [], `seed ${SEED}`);
      });
    }
  });
}
