import assert from "node:assert/strict";
import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, describe, test } from "node:test";
import { crc32, createGunzip } from "node:zlib";
import { INTERNAL } from "../proxy/fixture.ts";
import { type DocumentName, expectedContent, type LongBody, PUBLIC } from "./support/documents.ts";
import { Figures, isFull, mebibytes } from "./support/figures.ts";
import { longBodyPath, longBodyServer } from "./support/long-body-server.ts";
import { ProxyProcess, STEADY_HEAP } from "./support/proxy-process.ts";

const MIB = 2 ** 20;
const SHORT_BYTES = (isFull ? 64 : 16) * MIB;
const LONG_BYTES = (isFull ? 1024 : 64) * MIB;
const MOST_MORE_BYTES = 32 * MIB;
/** V8 lets dead buffers of 64 MiB and more wait before it looks for them. One long body brings the process there. */
const WARM_UP_BYTES = 512 * MIB;
const TIMEOUT_MS = isFull ? 600_000 : 60_000;

const CASES: readonly { document: DocumentName; coding: LongBody["coding"] }[] = [
  { document: "html", coding: "identity" },
  { document: "html", coding: "gzip" },
  { document: "text", coding: "identity" },
  { document: "css", coding: "identity" },
  { document: "json", coding: "identity" },
  { document: "xml", coding: "identity" },
  { document: "binary", coding: "identity" },
];

async function read(port: number, path: string): Promise<{ bytes: number; sum: number }> {
  const headers = { Host: "www.example.com", "Accept-Encoding": "gzip" };
  const [response] = (await once(get({ port, host: "127.0.0.1", path, headers }), "response")) as [IncomingMessage];
  const isCoded = response.headers["content-encoding"] === "gzip";
  let bytes = 0;
  let sum = 0;
  for await (const chunk of isCoded ? response.pipe(createGunzip()) : response) {
    bytes += chunk.length;
    sum = crc32(chunk, sum);
  }
  return { bytes, sum };
}

describe(`L3 a body of ${mebibytes(LONG_BYTES)} takes no more memory than one of ${mebibytes(SHORT_BYTES)}`, () => {
  const figures = new Figures("L3 peak resident memory", ["body", "short", "long", "more", "at most", "MB/s"]);
  const origin = longBodyServer();
  const ends: (() => unknown)[] = [];
  let proxy: ProxyProcess;

  before(async () => {
    await once(origin.listen(0, "127.0.0.1"), "listening");
    const upstream = `http://127.0.0.1:${(origin.address() as AddressInfo).port}`;
    const config = { routes: [{ public: PUBLIC, internal: INTERNAL, upstream }] };
    proxy = await ProxyProcess.start({ after: (end) => ends.push(end) }, config, STEADY_HEAP);
    await read(proxy.port, longBodyPath("binary", WARM_UP_BYTES));
  });
  after(() => {
    for (const end of ends) end();
    origin.close();
    origin.closeAllConnections();
    figures.print();
  });

  for (const { document, coding } of CASES) {
    test(`L3 ${document}, ${coding}`, { timeout: TIMEOUT_MS }, async () => {
      const peak = async (bytes: number) => {
        const path = longBodyPath(document, bytes, coding);
        assert.deepEqual(await read(proxy.port, path), expectedContent(document, bytes));
        return proxy.peakRssBytes;
      };
      const short = await peak(SHORT_BYTES);
      const start = performance.now();
      const long = await peak(LONG_BYTES);
      const rate = LONG_BYTES / 1000 / (performance.now() - start);
      const more = long - short;
      figures.add(`${document}, ${coding}`, ...[short, long, more, MOST_MORE_BYTES].map(mebibytes), rate.toFixed(0));
      assert.ok(more <= MOST_MORE_BYTES, `${mebibytes(more)} more`);
    });
  }
});
