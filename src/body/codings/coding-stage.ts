import type { StageMaker } from "../stage.ts";
import { CODINGS, type CodingName } from "./coding.ts";
import { ZlibStage } from "./zlib-stage.ts";

/** Decodes a content coding. `isExcessive` is called for each chunk with the number of bytes decoded so far. */
export function decodingStage(name: CodingName, isExcessive: (decodedBytes: number) => boolean): StageMaker {
  const task = `decode content coding "${name}"`;
  return (next, onRoom) => new ZlibStage({ task, framing: CODINGS[name].decoding(), isExcessive }, next, onRoom);
}

/** Applies a content coding. */
export function encodingStage(name: CodingName): StageMaker {
  const task = `encode content coding "${name}"`;
  const { encoding, flushKind } = CODINGS[name];
  return (next, onRoom) => new ZlibStage({ task, framing: encoding(), flushKind }, next, onRoom);
}
