import { type ErrorCode, ReoriginError } from "../errors.ts";

export const EXIT_FINE = 0;
export const EXIT_FAILURE = 1;
export const EXIT_USAGE = 2;

/** The errors for which the user must change what was asked; all others are failures while running. */
const CODES: Partial<Record<ErrorCode, number>> = {
  ERR_USAGE: EXIT_USAGE,
  ERR_CONFIG: EXIT_USAGE,
  ERR_INVALID_URL: EXIT_USAGE,
  ERR_CERTIFICATE: EXIT_USAGE,
};

export function exitCodeOf(error: unknown): number {
  return (error instanceof ReoriginError && CODES[error.code]) || EXIT_FAILURE;
}

/** What standard error is told. Problems of a configuration begin with their place; an error that nobody foresaw shows its stack. */
export function describeError(error: unknown): string {
  if (!(error instanceof ReoriginError)) return `reorigin: ${error instanceof Error ? error.stack : error}\n`;
  return error.code === "ERR_CONFIG" ? `${error.message}\n` : `reorigin: ${error.message}\n`;
}
