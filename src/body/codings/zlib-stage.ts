import { ReoriginError } from "../../errors.ts";
import type { ByteSink, Stage } from "../stage.ts";
import { ByteQueue } from "./byte-queue.ts";
import type { Framing } from "./framing.ts";
import { ZlibEngine } from "./zlib-engine.ts";

export interface ZlibStageOptions {
  /** What the stage does, for messages: `decode content coding "gzip"`. */
  task: string;
  framing: Framing;
  /** See `Coding.flushKind`. Default: no flush, because decoders hold nothing back. */
  flushKind?: number;
  /** Called for each chunk with the size of the output so far, in bytes; true breaks the body off. */
  isExcessive?: (outputBytes: number) => boolean;
}

/** Bytes in the engine and in its queue at which `write` asks to wait. The engine gets the whole queue at once. */
const FULL_BYTES = 65_536;
/** Each frame needs a zlib stream. Creating one takes far longer than sending a frame of a few bytes. */
const MAX_FRAMES = 4096;

/** Decodes or encodes one content coding. Invalid or truncated input fails the next stage. */
export class ZlibStage implements Stage {
  readonly #options: ZlibStageOptions;
  readonly #next: ByteSink;
  readonly #onRoom: () => void;

  readonly #queue = new ByteQueue();
  /** Size of the chunk in the engine. */
  #runningBytes = 0;
  #engine: ZlibEngine | undefined;
  #frames = 0;
  #outputBytes = 0;

  #isBusy = false;
  #isFull = false;
  #wantsFlush = false;
  #holdsBack = false;
  #source: "open" | "ended" | Error = "open";
  /** The last frame has ended: further bytes are not part of the body. */
  #isOver = false;
  #isDead = false;

  constructor(options: ZlibStageOptions, next: ByteSink, onRoom: () => void) {
    this.#options = options;
    this.#next = next;
    this.#onRoom = onRoom;
  }

  get holdsChunks(): boolean {
    return this.#isBusy || this.#queue.byteCount > 0;
  }

  write(chunk: Uint8Array): boolean {
    if (this.#isOver || this.#isDead) return true;
    this.#queue.push(chunk);
    this.#advance();
    this.#isFull = !this.#hasRoom;
    return !this.#isFull;
  }

  flush(): void {
    this.#wantsFlush = true;
    this.#advance();
  }

  end(): void {
    this.#source = "ended";
    this.#wantsFlush = false;
    this.#advance();
  }

  fail(error: Error): void {
    this.#source = error;
    this.#wantsFlush = true;
    this.#advance();
  }

  resume(): void {
    this.#engine?.resume();
  }

  destroy(): void {
    this.#isDead = true;
    this.#queue.clear();
    this.#engine?.destroy();
  }

  get #hasRoom(): boolean {
    return this.#runningBytes + this.#queue.byteCount < FULL_BYTES;
  }

  /** Starts the next task, unless one is under way. */
  #advance(): void {
    if (this.#isBusy || this.#isDead) return;
    const engine = this.#engine ?? this.#begin();
    if (this.#isDead) return;
    if (engine && this.#queue.byteCount > 0) this.#run(engine, this.#queue.take());
    else if (this.#wantsFlush) this.#passFlush(engine);
    else if (this.#source === "ended") this.#finish(engine);
    else if (this.#source !== "open") this.#fail(this.#source);
    if (this.#isFull && this.#hasRoom) {
      this.#isFull = false;
      this.#onRoom();
    }
  }

  /** Starts the next frame; undefined when there is none, or more bytes are needed. */
  #begin(): ZlibEngine | undefined {
    if (this.#isOver) return undefined;
    const head = this.#queue.take();
    try {
      const frame = this.#options.framing.begin(head, this.#source === "ended");
      if (frame === "over") {
        this.#isOver = true;
      } else if (frame) {
        if (++this.#frames > MAX_FRAMES) throw new Error(`more than ${MAX_FRAMES} frames`);
        this.#queue.push(head.subarray(frame.headBytes));
        this.#engine = new ZlibEngine(frame.stream, { data: this.#deliver, failed: this.#refuse });
      } else {
        this.#queue.push(head);
      }
    } catch (error) {
      this.#refuse(error as Error);
    }
    return this.#engine;
  }

  #run(engine: ZlibEngine, chunk: Uint8Array): void {
    this.#isBusy = true;
    this.#holdsBack = true;
    this.#runningBytes = chunk.length;
    engine.run(chunk, (rest) => {
      if (rest.length > 0) {
        this.#drop(engine);
        this.#queue.putBack(rest);
      }
      this.#runningBytes = 0;
      this.#isBusy = false;
      this.#advance();
    });
  }

  #passFlush(engine: ZlibEngine | undefined): void {
    this.#wantsFlush = false;
    this.#isBusy = true;
    const passOn = () => {
      this.#next.flush();
      this.#isBusy = false;
      this.#advance();
    };
    const { flushKind } = this.#options;
    if (engine && flushKind !== undefined && this.#holdsBack) engine.flush(flushKind, passOn);
    else passOn();
    this.#holdsBack = false;
  }

  #finish(engine: ZlibEngine | undefined): void {
    this.#isBusy = true;
    if (!engine) this.#next.end();
    engine?.finish(() => {
      this.#drop(engine);
      this.#isBusy = false;
      this.#advance();
    });
  }

  #drop(engine: ZlibEngine): void {
    engine.destroy();
    this.#engine = undefined;
  }

  readonly #deliver = (chunk: Uint8Array): boolean => {
    this.#outputBytes += chunk.length;
    if (this.#options.isExcessive?.(this.#outputBytes)) {
      const state = `${this.#outputBytes} bytes exceed decodedBytes and decodedRatio`;
      this.#fail(new ReoriginError("ERR_LIMIT", `Cannot ${this.#options.task}: ${state}`));
      return false;
    }
    this.#options.framing.onOutput?.(chunk);
    return this.#next.write(chunk);
  };

  readonly #refuse = (cause: Error): void => {
    this.#fail(new ReoriginError("ERR_CODING", `Cannot ${this.#options.task}: ${cause.message}`, { cause }));
  };

  #fail(error: Error): void {
    if (this.#isDead) return;
    this.destroy();
    this.#next.fail(error);
  }
}
