import { ReoriginError } from "../errors.ts";
import { DEFAULT_LIMITS, type Limits } from "../limits.ts";
import type { ByteRewriter } from "./byte-rewriter.ts";
import type { CodingName } from "./codings/coding.ts";
import { decodingStage, encodingStage } from "./codings/coding-stage.ts";
import { RewriteStage } from "./rewrite-stage.ts";
import type { ByteSink, Holder, Stage, StageMaker } from "./stage.ts";
import { WholeBodyStage } from "./whole-body-stage.ts";

export interface BodyPipelineOptions {
  rewriter: ByteRewriter;
  /** The codings of the received body, in the order in which they were applied. Default none. */
  decode?: readonly CodingName[];
  /** The codings of the sent body, in the order in which they are applied. Default none. */
  encode?: readonly CodingName[];
  limits?: Pick<Limits, "decodedBytes" | "decodedRatio">;
}

/** Where a pipeline's bytes go. */
export interface BodySink {
  /** @returns false when it wants no more until it calls the pipeline's `resume` */
  data(chunk: Uint8Array): boolean;
  /** Whether it may still read chunks it was given. */
  readonly holdsContent: boolean;
  end(): void;
  error(error: Error): void;
  /** A `write` to the pipeline returned false, and now there is room again. */
  drain(): void;
}

/**
 * Decodes, rewrites and encodes one body on its way to `sink`.
 *
 * Without codings, `write` calls the sink synchronously. With codings, zlib works in its threads. When the source pauses,
 * everything received is flushed, so that an event or a line never waits for the next one.
 *
 * The sink's last call is `end` or `error`. The error is ERR_CODING if the body cannot be decoded or is truncated, and
 * ERR_LIMIT if it exceeds both `decodedBytes` and `decodedRatio` times the received bytes. Everything decoded before an
 * error is delivered first. After that, and after `destroy`, the sink is not called, and further writes are dropped.
 */
export class BodyPipeline implements Stage {
  readonly #rewriter: ByteRewriter;
  readonly #isCoded: boolean;
  readonly #stages: readonly Stage[];
  readonly #first: ByteSink & Holder;
  #receivedBytes = 0;
  #pause: NodeJS.Immediate | undefined;
  #isEnded = false;
  #isDead = false;

  constructor(options: BodyPipelineOptions, sink: BodySink) {
    const { rewriter, decode = [], encode = [], limits = DEFAULT_LIMITS } = options;
    const isExcessive = (decodedBytes: number) =>
      decodedBytes > limits.decodedBytes && decodedBytes > limits.decodedRatio * this.#receivedBytes;
    this.#rewriter = rewriter;
    this.#isCoded = decode.length + encode.length > 0;
    const last = new Last(this, sink);
    this.#stages = chain(
      [
        ...decode.toReversed().map((name) => decodingStage(name, isExcessive)),
        (next, onRoom) => new RewriteStage(rewriter, next, onRoom),
        ...encode.map(encodingStage),
      ],
      last,
      () => sink.drain(),
    );
    const [first] = this.#stages as [Stage];
    const whole = { rewriter, decode, encode, decodedBytes: limits.decodedBytes };
    this.#first = this.#isCoded ? new WholeBodyStage(whole, first, last) : first;
  }

  get holdsChunks(): boolean {
    return this.#first.holdsChunks;
  }

  /** @throws {ReoriginError} ERR_DEAD after `end` or `fail` */
  write(chunk: Uint8Array): boolean {
    if (this.#isEnded) throw new ReoriginError("ERR_DEAD", "Cannot write to body: it has ended");
    if (this.#isDead) return true;
    this.#receivedBytes += chunk.length;
    const hasRoom = this.#first.write(chunk);
    if (this.#isCoded || this.#rewriter.isWaiting) this.#pause ??= setImmediate(() => this.flush());
    return hasRoom;
  }

  /** Runs by itself if no chunk follows within the same turn of the event loop. */
  flush(): void {
    this.#forgetPause();
    if (!this.#isDead) this.#first.flush();
  }

  end(): void {
    this.#isEnded = true;
    this.#forgetPause();
    if (!this.#isDead) this.#first.end();
  }

  fail(error: Error): void {
    this.#isEnded = true;
    this.#forgetPause();
    if (!this.#isDead) this.#first.fail(error);
  }

  /** The sink returned false from `data`, and now has room again. */
  resume(): void {
    if (!this.#isDead) this.#stages.at(-1)!.resume();
  }

  destroy(): void {
    this.#isDead = true;
    this.#forgetPause();
    for (const stage of this.#stages) stage.destroy();
  }

  #forgetPause(): void {
    clearImmediate(this.#pause);
    this.#pause = undefined;
  }
}

/**
 * Where the last stage writes to. A class, not a literal: V8 makes a hidden class of its own, among the old objects, for each
 * literal with a getter, and that would keep the response alive.
 */
class Last implements ByteSink, Holder {
  readonly #pipeline: BodyPipeline;
  readonly #sink: BodySink;

  constructor(pipeline: BodyPipeline, sink: BodySink) {
    this.#pipeline = pipeline;
    this.#sink = sink;
  }

  get holdsChunks(): boolean {
    return this.#sink.holdsContent;
  }

  write(chunk: Uint8Array): boolean {
    return this.#sink.data(chunk);
  }

  flush(): void {}

  end(): void {
    this.#pipeline.destroy();
    this.#sink.end();
  }

  fail(error: Error): void {
    this.#pipeline.destroy();
    this.#sink.error(error);
  }
}

/** Builds the stages from the last, which writes to `output`, to the first. */
function chain(makers: readonly StageMaker[], output: ByteSink & Holder, onRoom: () => void): Stage[] {
  const stages: Stage[] = [];
  makers.reduceRight((next, make, i) => {
    const stage = make(next, () => (i === 0 ? onRoom() : stages[i - 1]!.resume()));
    stages[i] = stage;
    return stage;
  }, output);
  return stages;
}
