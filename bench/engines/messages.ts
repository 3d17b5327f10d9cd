import type { Task } from "./engine.ts";

/** What a process that runs one engine is asked; `page` is base64. Everything crosses as JSON, which Bun and Node share. */
export type Request =
  | { readonly kind: "rewrite"; readonly case: string; readonly task: Task; readonly page: string }
  | { readonly kind: "measure"; readonly case: string; readonly forMs: number };

/** The rewritten page in base64, or bytes rewritten for each second of processor time; or why there is none. */
export type Reply =
  | { readonly kind: "rewritten"; readonly page: string }
  | { readonly kind: "measured"; readonly bytesPerSecond: number }
  | { readonly kind: "failed"; readonly reason: string };
