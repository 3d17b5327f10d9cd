import { RewritingStream } from "parse5-html-rewriting-stream";
import type { Prepare, Task } from "./engine.ts";
import { moved, URL_ATTRIBUTES } from "./references.ts";

type StartTag = Parameters<RewritingStream["emitStartTag"]>[0];

export const prepare: Prepare = (task) => (pieces) => {
  const output: Uint8Array[] = [];
  const stream = new RewritingStream();
  stream.on("startTag", (tag, raw) => {
    if (move(tag, task)) stream.emitStartTag(tag);
    else stream.emitRaw(raw);
  });
  stream.on("data", (text: string) => output.push(Buffer.from(text, "latin1")));
  const { promise, resolve, reject } = Promise.withResolvers<readonly Uint8Array[]>();
  stream.on("end", () => resolve(output)).on("error", reject);
  for (const piece of pieces) stream.write(piece.toString("latin1"));
  stream.end();
  return promise;
};

function move({ attrs }: StartTag, task: Task): boolean {
  let hasMoved = false;
  for (const attribute of attrs) {
    if (!Object.hasOwn(URL_ATTRIBUTES, attribute.name)) continue;
    const value = moved(attribute.name, attribute.value, task);
    hasMoved ||= value !== attribute.value;
    attribute.value = value;
  }
  return hasMoved;
}
