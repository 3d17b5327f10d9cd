import type { PassReason } from "../body/plan.ts";
import type { Divergence } from "./findings/divergences.ts";
import type { Finding } from "./findings/finding.ts";

/** What is known of a body. */
export interface BodyExplanation {
  /** The whole Content-Type; "" for none. */
  readonly type: string;
  /** The encoding that it was read in; undefined when it was not read. */
  readonly charset?: string | undefined;
  /** The content codings that were undone, in the order in which they were applied. */
  readonly codings: readonly string[];
  /** "rewritten", or why it passes as it is. */
  readonly outcome: "rewritten" | PassReason;
  /** Tokens that passed unread because they were longer than `pendingTokenBytes`. */
  readonly overruns: number;
}

/** What was found in a document or a response, and what became of it. */
export interface Explanation {
  /** The public URL, or the file. */
  readonly target: string;
  /** The internal URL of it. */
  readonly base: string;
  /** Of a response. */
  readonly status?: number;
  readonly body: BodyExplanation;
  /** The code of what the response broke off with, if it did. */
  readonly error?: string | undefined;
  /** Those of the head first, each part in its order. */
  readonly findings: readonly Finding[];
  /** Where another engine reads HTML differently; undefined unless requested. */
  readonly divergences?: readonly Divergence[] | undefined;
}
