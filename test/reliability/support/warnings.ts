import assert from "node:assert/strict";

/** What Node says about the program that it runs, on standard error. */
const SIGNS = [
  // Leaked listeners, deprecated and experimental functions, promises: https://nodejs.org/api/process.html#event-warning
  /^\(node:\d+\) /,
  // An error that nobody caught, behind its stack.
  /^Node\.js v\d/,
  /^FATAL ERROR/,
];

/** Fails if a process has warned, or ended because of an error that nobody caught. */
export function assertNoWarnings(stderr: string): void {
  const isSuspect = stderr.split("\n").some((line) => SIGNS.some((sign) => sign.test(line)));
  assert.ok(!isSuspect, stderr);
}
