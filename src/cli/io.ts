import type { EventEmitter } from "node:events";
import type { Readable, Writable } from "node:stream";

/** The environment of a command; `process` is one. */
export interface Io {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Emits SIGTERM, SIGINT and SIGHUP. */
  readonly on: EventEmitter["on"];
}
