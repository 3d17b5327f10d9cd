import type { AddressInfo } from "node:net";
import type { Config } from "../config/config.ts";
import { type ErrorCode, ReoriginError } from "../errors.ts";
import type { Report } from "../ops/report.ts";

/** Calls to a worker: name → argument and result, both plain data. */
export interface WorkerCalls {
  /** The first call. */
  start(config: Config): Promise<AddressInfo[]>;
  reload(config: Config): Promise<void>;
  report(): Promise<Report>;
  /** Stop accepting connections, after `lameDuckMs`. */
  stop(): Promise<void>;
  /** The last call. The worker exits instead of answering. */
  close(): Promise<void>;
}

export type CallName = keyof WorkerCalls;

export interface Call {
  readonly id: number;
  readonly name: CallName;
  readonly config?: Config | undefined;
}

export interface Answer {
  readonly id: number;
  readonly value?: unknown;
  readonly failure?: Failure | undefined;
}

/** An error, as plain data. */
export interface Failure {
  /** undefined for an unexpected error. */
  readonly code: ErrorCode | undefined;
  readonly message: string;
}

export function failureOf(error: unknown): Failure {
  if (error instanceof ReoriginError) return { code: error.code, message: error.message };
  return { code: undefined, message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

export function errorOf({ code, message }: Failure): Error {
  return code === undefined ? new Error(message) : new ReoriginError(code, message);
}
