import type { Task } from "./engine.ts";

/** A request to the process of one engine, as JSON, which both Bun and Node exchange. `page` is base64. */
export type Request =
  | { readonly kind: "rewrite"; readonly case: string; readonly task: Task; readonly page: string }
  | { readonly kind: "measure"; readonly case: string; readonly forMs: number };

/** The rewritten page in base64, or bytes rewritten per second of processor time, or an error. */
export type Reply =
  | { readonly kind: "rewritten"; readonly page: string }
  | { readonly kind: "measured"; readonly bytesPerSecond: number }
  | { readonly kind: "failed"; readonly reason: string };
