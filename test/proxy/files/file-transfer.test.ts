import assert from "node:assert/strict";
import { once } from "node:events";
import { Readable } from "node:stream";
import { test } from "node:test";
import { setImmediate } from "node:timers/promises";
import type { Dispatcher } from "undici";
import { FileTransfer } from "../../../src/proxy/files/file-transfer.ts";
import type { FileResponse } from "../../../src/proxy/files/static-response.ts";

const END_MS = 2000;

/** A handler that writes down what it hears. */
class Heard implements Dispatcher.DispatchHandler {
  readonly events: string[] = [];
  controller: Dispatcher.DispatchController | undefined;
  readonly #ended = Promise.withResolvers<void>();

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    this.events.push("start");
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number): void {
    this.events.push(String(status));
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    this.events.push(chunk.toString());
  }

  onResponseEnd(): void {
    this.events.push("end");
    this.#ended.resolve();
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.events.push(`error: ${error.message}`);
    this.#ended.resolve();
  }

  async end(): Promise<readonly string[]> {
    await Promise.race([this.#ended.promise, once(AbortSignal.timeout(END_MS), "abort")]);
    await setImmediate();
    return this.events;
  }
}

function response(content: Readable, contentBytes: number): FileResponse {
  return { status: 200, fields: { "Content-Length": String(contentBytes) }, content, contentBytes };
}

const cases = [
  { name: "whole", chunks: ["ab", "cd"], bytes: 4, expected: ["start", "200", "ab", "cd", "end"] },
  { name: "empty", chunks: [], bytes: 0, expected: ["start", "200", "end"] },
  {
    name: "cut off meanwhile",
    chunks: ["ab"],
    bytes: 4,
    expected: ["start", "200", "ab", "error: Cannot send a file: it was cut off meanwhile"],
  },
];

for (const { name, chunks, bytes, expected } of cases) {
  test(`a transfer: ${name}`, async () => {
    const heard = new Heard();
    const content = Readable.from(chunks.map((text) => Buffer.from(text)));
    await new FileTransfer(heard).run(Promise.resolve(response(content, bytes)));
    assert.deepEqual(await heard.end(), expected);
  });
}

test("a transfer: no answer", async () => {
  const heard = new Heard();
  await new FileTransfer(heard).run(Promise.reject(new Error("no disk")));
  assert.deepEqual(await heard.end(), ["start", "error: no disk"]);
});

test("a transfer: the file fails while it is read", async () => {
  const heard = new Heard();
  const content = new Readable({ read: () => content.destroy(new Error("no disk")) });
  await new FileTransfer(heard).run(Promise.resolve(response(content, 4)));
  assert.deepEqual(await heard.end(), ["start", "200", "error: no disk"]);
});

test("a transfer: paused, nothing comes; aborted, the file is closed and nothing comes", async () => {
  const heard = new Heard();
  const content = Readable.from(["ab", "cd"].map((text) => Buffer.from(text)));
  const transfer = new FileTransfer(heard);
  await transfer.run(Promise.resolve(response(content, 4)));
  transfer.pause();
  await setImmediate();
  assert.deepEqual(heard.events, ["start", "200"]);
  transfer.abort(new Error("gone"));
  assert.deepEqual(await heard.end(), ["start", "200", "error: gone"]);
  assert.ok(content.destroyed);
});

test("a transfer: aborted before there is an answer, the answer is closed", async () => {
  const heard = new Heard();
  const content = Readable.from([Buffer.from("ab")]);
  const answer = Promise.withResolvers<FileResponse>();
  const running = new FileTransfer(heard).run(answer.promise);
  heard.controller?.abort(new Error("gone"));
  answer.resolve(response(content, 2));
  await running;
  assert.deepEqual(await heard.end(), ["start", "error: gone"]);
  assert.ok(content.destroyed);
});
