import { type ErrorCode, ReoriginError } from "../errors.ts";

export const EXIT_FINE = 0;
export const EXIT_FAILURE = 1;
export const EXIT_USAGE = 2;

/** Errors that only a different command line or configuration avoids. All others are failures at run time. */
const CODES: Partial<Record<ErrorCode, number>> = {
  ERR_USAGE: EXIT_USAGE,
  ERR_CONFIG: EXIT_USAGE,
  ERR_INVALID_URL: EXIT_USAGE,
  ERR_CERTIFICATE: EXIT_USAGE,
};

export function exitCodeOf(error: unknown): number {
  return (error instanceof ReoriginError && CODES[error.code]) || EXIT_FAILURE;
}

/** The text for standard error. Configuration problems already begin with their place; unexpected errors show a stack. */
export function describeError(error: unknown): string {
  if (!(error instanceof ReoriginError)) return `reorigin: ${error instanceof Error ? error.stack : error}\n`;
  return error.code === "ERR_CONFIG" ? `${error.message}\n` : `reorigin: ${error.message}\n`;
}
