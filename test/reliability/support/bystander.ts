import { setTimeout as delay } from "node:timers/promises";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";

import { FRAME, FrameConnection } from "../../proxy/http2/frames.ts";

interface Watch {
  readonly port: number;
  readonly ms: number;
}

/**
 * How long each request of one HTTP/2 client takes, in ms, ascending. It runs in a thread of its own: nothing that this one
 * does is counted.
 */
export function waitsOf(watch: Watch): Promise<number[]> {
  const { promise, resolve, reject } = Promise.withResolvers<number[]>();
  const worker = new Worker(new URL(import.meta.url), { workerData: watch });
  worker.once("message", resolve).once("error", reject);
  return promise;
}

const PAUSE_MS = 2;

async function ask({ port, ms }: Watch): Promise<number[]> {
  const client = await FrameConnection.open(port);
  const waits: number[] = [];
  const end = performance.now() + ms;
  for (let stream = 1; performance.now() < end; stream += 2) {
    const start = performance.now();
    client.request(stream);
    await client.until(FRAME.data, stream);
    waits.push(performance.now() - start);
    client.frames.length = 0;
    await delay(PAUSE_MS);
  }
  client.socket.destroy();
  return waits.sort((a, b) => a - b);
}

if (!isMainThread) parentPort?.postMessage(await ask(workerData as Watch));
