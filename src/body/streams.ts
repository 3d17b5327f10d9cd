import { Transform } from "node:stream";
import { createRewriter, type RewriterOptions } from "./rewriter.ts";

/** {@link createRewriter} as a Node stream, bytes in and bytes out. */
export function rewriteTransform(options: RewriterOptions): Transform {
  const rewriter = createRewriter(options, (bytes) => transform.push(bytes));
  const transform = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      rewriter.write(chunk);
      done();
    },
    flush(done) {
      rewriter.end();
      done();
    },
  });
  return transform;
}

/** {@link createRewriter} as a web stream, bytes in and bytes out. */
export function rewriteTransformStream(options: RewriterOptions): TransformStream<Uint8Array, Uint8Array> {
  let emit: (bytes: Uint8Array) => void = () => {};
  const rewriter = createRewriter(options, (bytes) => emit(bytes));
  return new TransformStream<Uint8Array, Uint8Array>({
    start(controller) {
      emit = (bytes) => controller.enqueue(bytes);
    },
    transform: (chunk) => rewriter.write(chunk),
    flush: () => rewriter.end(),
  });
}
