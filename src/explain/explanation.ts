import type { Divergence } from "./findings/divergences.ts";
import type { Finding } from "./findings/finding.ts";
import type { BodyOutcome } from "./reasons.ts";

export interface BodyExplanation {
  /** The whole Content-Type; "" for none. */
  readonly type: string;
  /** The encoding in which it was read; undefined if it was not read. */
  readonly charset?: string | undefined;
  /** The content codings that were decoded, in the order in which they were applied. */
  readonly codings: readonly string[];
  readonly outcome: BodyOutcome;
  /** Tokens that passed unread because they were longer than `pendingTokenBytes`. */
  readonly overruns: number;
}

/** The findings in a document or a response. */
export interface Explanation {
  /** The public URL, or the file. */
  readonly target: string;
  /** Its internal URL; that of its file in a folder that is served. */
  readonly base: string;
  /** Of a response. */
  readonly status?: number;
  readonly body: BodyExplanation;
  /** The error code if the response broke off. */
  readonly error?: string | undefined;
  /** First those in fields, then those in the body, each in order. */
  readonly findings: readonly Finding[];
  /** Where the second engine reads HTML differently; undefined unless requested. */
  readonly divergences?: readonly Divergence[] | undefined;
}
