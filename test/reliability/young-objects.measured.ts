import assert from "node:assert/strict";
import { once } from "node:events";
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { type ClientHttp2Session, connect, type IncomingHttpHeaders } from "node:http2";
import type { AddressInfo } from "node:net";
import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { after, before, describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import { INTERNAL } from "../proxy/fixture.ts";
import { certificate } from "../proxy/http2/fixture.ts";
import { Figures } from "./support/figures.ts";
import { ProxyProcess, WATCHING } from "./support/proxy-process.ts";

const AUTHORITY = "www.example.com";
const AT_ONCE = 8;
const WARM_UP = 400;
/** A response leaves tens of kilobytes behind. All of it but this should be gone by the next young collection. */
const MOST_OLD_BYTES = 512;
/** Node keeps 1.5 KiB of each stream itself, and as much of what zlib works with. */
const MOST_OLD_BYTES_OF_STREAMS = 3072;
const MOST_OLD_BYTES_OF_ZLIB = 3072;
/** undici sets the error handler of a request with content as a property, which V8 makes an old function. */
const MOST_OLD_BYTES_OF_CONTENT = 16_384;
/** Less of them would say little. */
const LEAST_COLLECTIONS = 8;

const LINE = `<p class="a">text <a href="${INTERNAL}x?y=1">link</a> <img src="/i.png" alt="more text"></p>\n`;
const FORM = `a=${encodeURIComponent(`https://${AUTHORITY}/x`)}&b=c`;

interface Resource {
  readonly type: string;
  readonly content: string | Buffer;
  readonly coding?: string;
  readonly requests: number;
  readonly mostOldBytes?: number;
  /** What is sent with each request. */
  readonly form?: string;
}

const RESOURCES: Readonly<Record<string, Resource>> = {
  "a small page": { type: "text/html", content: LINE.repeat(30), requests: 3000 },
  "a page in chunks": { type: "text/html", content: LINE.repeat(1500), requests: 600 },
  "a page in gzip": {
    type: "text/html",
    content: gzipSync(LINE.repeat(300)),
    coding: "gzip",
    requests: 1000,
    mostOldBytes: MOST_OLD_BYTES_OF_ZLIB,
  },
  "a style sheet": { type: "text/css", content: `a { background: url(${INTERNAL}) }\n`.repeat(60), requests: 2000 },
  "a script": { type: "text/javascript", content: `load("${INTERNAL}");\n`.repeat(60), requests: 2000 },
  JSON: { type: "application/json", content: JSON.stringify(Array(60).fill(INTERNAL)), requests: 2000 },
  XML: { type: "application/atom+xml", content: `<feed>${LINE.repeat(30)}</feed>`, requests: 2000 },
  "an image": { type: "image/png", content: Buffer.alloc(60_000, 7), requests: 3000 },
  "a form": { type: "text/html", content: LINE, requests: 3000, form: FORM, mostOldBytes: MOST_OLD_BYTES_OF_CONTENT },
};

type Send = (path: string, form: string | undefined) => Promise<void>;

describe("what a response leaves behind does not become old", () => {
  const figures = new Figures("what becomes old of each response", ["response", "bytes", "at most", "collections"]);
  const ends: (() => unknown)[] = [];
  const application = createServer(answer);
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  let session: ClientHttp2Session | undefined;
  const proxies: Record<string, ProxyProcess> = {};

  before(async () => {
    await once(application.listen(0, "127.0.0.1"), "listening");
    const upstream = `http://127.0.0.1:${(application.address() as AddressInfo).port}`;
    const publics = [`http://${AUTHORITY}/`, `https://${AUTHORITY}/`];
    const routes = [{ public: publics, internal: INTERNAL, upstream, rewrite: { forms: true } }];
    const ending = { after: (end: () => unknown) => ends.push(end) };
    const secure = { address: "127.0.0.1:0", ...certificate("www") };
    proxies["HTTP/1.1"] = await ProxyProcess.start(ending, { routes }, WATCHING);
    proxies["HTTP/2"] = await ProxyProcess.start(ending, { listen: secure, routes }, WATCHING);
  });
  after(() => {
    agent.destroy();
    session?.destroy();
    application.close();
    application.closeAllConnections();
    figures.print();
    for (const end of ends) end();
  });

  const senders: Readonly<Record<string, Send>> = {
    async "HTTP/1.1"(path, form) {
      const { port } = proxies["HTTP/1.1"]!;
      const headers = { Host: AUTHORITY, ...(form ? { "Content-Type": FORM_TYPE } : {}) };
      const method = form ? "POST" : "GET";
      const sent = request({ agent, port, host: "127.0.0.1", method, path, headers }).end(form);
      const [response] = (await once(sent, "response")) as [IncomingMessage];
      await readWhole(path, response);
      assert.equal(response.statusCode, 200);
    },
    async "HTTP/2"(path, form) {
      session ??= connect(`https://127.0.0.1:${proxies["HTTP/2"]!.port}`, { rejectUnauthorized: false });
      const method = form ? { ":method": "POST", "content-type": FORM_TYPE } : { ":method": "GET" };
      const stream = session.request({ ...method, ":path": path, ":authority": AUTHORITY }).end(form);
      const [[headers]] = await Promise.all([once(stream, "response"), readWhole(path, stream)]);
      assert.equal((headers as IncomingHttpHeaders)[":status"], 200);
    },
  };

  for (const [protocol, send] of Object.entries(senders)) {
    for (const [name, { requests, form, mostOldBytes = MOST_OLD_BYTES }] of Object.entries(RESOURCES)) {
      test(`${name}, ${protocol}`, { timeout: 60_000 }, async () => {
        const most = mostOldBytes + (protocol === "HTTP/2" ? MOST_OLD_BYTES_OF_STREAMS : 0);
        const path = `/${encodeURIComponent(name)}`;
        await inTurns(WARM_UP, () => send(path, form));
        const watched = () => inTurns(requests, () => send(path, form));
        const { bytes, collections } = await proxies[protocol]!.watchYoung(watched);
        const each = bytes / requests;
        figures.add(`${name}, ${protocol}`, each.toFixed(0), String(most), String(collections));
        assert.ok(collections >= LEAST_COLLECTIONS, `${collections} collections`);
        assert.ok(each <= most, `${each.toFixed(0)} bytes`);
      });
    }
  }
});

const FORM_TYPE = "application/x-www-form-urlencoded";

async function answer(asked: IncomingMessage, response: ServerResponse): Promise<void> {
  const { type, content, coding } = RESOURCES[decodeURIComponent(asked.url!.slice(1))]!;
  await buffer(asked);
  if (coding) response.setHeader("Content-Encoding", coding);
  response.setHeader("Content-Type", type).end(content);
}

/** Resolves when all content came; it is read from now on, because Node drops that of an HTTP/2 stream which nobody reads. */
async function readWhole(path: string, stream: Readable): Promise<void> {
  let bytes = 0;
  stream.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
  });
  await once(stream, "end");
  const { content } = RESOURCES[decodeURIComponent(path.slice(1))]!;
  assert.ok(bytes > content.length / 2, `${bytes} bytes`);
}

/** Acts so many times, several at once. */
async function inTurns(count: number, action: () => Promise<void>): Promise<void> {
  let left = count;
  const lane = async () => {
    while (left-- > 0) await action();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}
