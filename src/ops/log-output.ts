import { constants, fstatSync, openSync, writeSync } from "node:fs";
import type { Writable } from "node:stream";
import { isatty } from "node:tty";
import { errorCode } from "../upstream/error-code.ts";
import type { LogOutput } from "./log.ts";

/** The output for a stream: its file descriptor if it has one, as standard error does. */
export function logOutput(stream: Writable & { readonly fd?: number }): LogOutput {
  return stream.fd === undefined ? new StreamOutput(stream) : new DescriptorOutput(stream.fd);
}

class StreamOutput implements LogOutput {
  readonly isTTY = false;
  readonly #stream: Writable;

  constructor(stream: Writable) {
    this.#stream = stream;
  }

  write(line: string): boolean {
    if (this.#stream.writableLength > MAX_WAITING_BYTES) return false;
    this.#stream.write(line);
    return true;
  }
}

/**
 * A file descriptor that is written to at the end of each turn of the event loop. Node's own standard error blocks on a full
 * pipe, and fails for good on a full disk. Here, lines wait until they can be written, up to a limit.
 *
 * Whole lines are written at once, in pieces that a pipe does not mix with those of other processes (PIPE_BUF).
 */
export class DescriptorOutput implements LogOutput {
  readonly isTTY: boolean;
  readonly #descriptor: number;
  #lines: Buffer[] = [];
  #waitingBytes = 0;
  #flush: NodeJS.Immediate | undefined;
  #retry: NodeJS.Timeout | undefined;

  constructor(descriptor: number) {
    this.isTTY = isatty(descriptor);
    this.#descriptor = nonBlocking(descriptor);
    process.once("exit", () => this.#write());
  }

  write(line: string): boolean {
    const bytes = Buffer.from(line);
    if (this.#waitingBytes + bytes.length > MAX_WAITING_BYTES) return false;
    this.#lines.push(bytes);
    this.#waitingBytes += bytes.length;
    if (!this.#retry) this.#flush ??= setImmediate(() => this.#write());
    return true;
  }

  #write(): void {
    this.#flush = undefined;
    this.#retry = undefined;
    let done = 0;
    try {
      while (done < this.#lines.length) {
        const end = this.#pieceEnd(done);
        const piece = Buffer.concat(this.#lines.slice(done, end));
        const written = writeSync(this.#descriptor, piece);
        this.#waitingBytes -= written;
        done = end;
        if (written < piece.length) this.#lines[--done] = piece.subarray(written);
      }
    } catch (error) {
      if (GONE.has(errorCode(error as Error))) done = this.#lines.length;
      else this.#retry = setTimeout(() => this.#write(), RETRY_MS).unref();
    }
    this.#lines = done === this.#lines.length ? [] : this.#lines.slice(done);
    if (this.#lines.length === 0) this.#waitingBytes = 0;
  }

  /** The index after the last line that is written together with the line at `start`. */
  #pieceEnd(start: number): number {
    let bytes = 0;
    let end = start;
    while (end < this.#lines.length && (end === start || bytes + this.#lines[end]!.length <= PIECE_BYTES)) {
      bytes += this.#lines[end++]!.length;
    }
    return end;
  }
}

const MAX_WAITING_BYTES = 1_048_576;
/** PIPE_BUF, which a pipe takes as one piece: pipe(7). */
const PIECE_BYTES = 4096;
const RETRY_MS = 200;
/** Errors after which nobody will read any more. */
const GONE: ReadonlySet<string> = new Set(["EPIPE", "EBADF"]);

/**
 * Opens the same pipe or terminal again, non-blocking. The original stays blocking for its other users. If opening fails,
 * the original descriptor is returned.
 */
function nonBlocking(descriptor: number): number {
  const { O_WRONLY, O_NONBLOCK, O_APPEND, O_NOCTTY } = constants;
  if (fstatSync(descriptor).isFile()) return descriptor;
  try {
    return openSync(`/proc/self/fd/${descriptor}`, O_WRONLY | O_NONBLOCK | O_APPEND | O_NOCTTY);
  } catch {
    return descriptor;
  }
}
