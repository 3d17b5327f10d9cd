import assert from "node:assert/strict";
import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { after, before, describe, test } from "node:test";
import { crc32, createGunzip } from "node:zlib";
import { INTERNAL } from "../proxy/fixture.ts";
import { type DocumentName, expectedContent, type LongBodyCoding, PUBLIC } from "./support/documents.ts";
import { Figures, isFull, mebibytes } from "./support/figures.ts";
import { longBodyOrigin, longBodyPath } from "./support/long-body-server.ts";
import { ProxyProcess, STEADY_HEAP } from "./support/proxy-process.ts";

const MIB = 2 ** 20;
const MOST_MORE_BYTES = 32 * MIB;
const TIMEOUT_MS = isFull ? 600_000 : 60_000;

const [SHORT_BYTES, LONG_BYTES] = isFull ? [64 * MIB, 1024 * MIB] : [16 * MIB, 64 * MIB];

const CASES: readonly { document: DocumentName; coding?: LongBodyCoding }[] = [
  { document: "html" },
  { document: "html", coding: "gzip" },
  { document: "noise", coding: "gzip" },
  { document: "text" },
  { document: "css" },
  { document: "json" },
  { document: "xml" },
  { document: "binary" },
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

describe("L3 a long body takes no more memory than a short one", () => {
  const header = ["body", "short", "long", "peak", "peak", "more", "at most", "MB/s"];
  const figures = new Figures("L3 peak resident memory", header);
  const origin = longBodyOrigin();
  const ends: (() => unknown)[] = [];
  let proxy: ProxyProcess;

  before(async () => {
    const upstream = `http://127.0.0.1:${origin.port}`;
    const config = { routes: [{ public: PUBLIC, internal: INTERNAL, upstream }] };
    proxy = await ProxyProcess.start({ after: (end) => ends.push(end) }, config, STEADY_HEAP);
  });
  after(() => {
    figures.print();
    for (const end of ends) end();
  });

  for (const { document, coding = "identity" } of CASES) {
    test(`L3 ${document}, ${coding}`, { timeout: TIMEOUT_MS }, async () => {
      const peak = async (bytes: number) => {
        proxy.forgetPeak();
        const path = longBodyPath(document, bytes, coding);
        assert.deepEqual(await read(proxy.port, path), expectedContent(document, bytes));
        return proxy.peakRssBytes;
      };
      const short = await peak(SHORT_BYTES);
      const start = performance.now();
      const long = await peak(LONG_BYTES);
      const rate = LONG_BYTES / 1000 / (performance.now() - start);
      const more = long - short;
      const measured = [SHORT_BYTES, LONG_BYTES, short, long, more, MOST_MORE_BYTES].map(mebibytes);
      figures.add(`${document}, ${coding}`, ...measured, rate.toFixed(0));
      assert.ok(more <= MOST_MORE_BYTES, `${mebibytes(more)} more`);
    });
  }
});
