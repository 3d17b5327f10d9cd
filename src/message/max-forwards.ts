import type { RequestHead } from "./request-head.ts";

/** Whether an OPTIONS request is for reorigin: it asks for the server itself, or must not be forwarded. */
export function isForUs(head: RequestHead): boolean {
  return head.method === "OPTIONS" && (head.path === "*" || maxForwards(head.fields) === 0);
}

/** Decrements Max-Forwards of OPTIONS requests (RFC 9110 section 7.6.2). */
export function countHop(method: string, fields: readonly string[]): readonly string[] {
  const hops = method === "OPTIONS" ? maxForwards(fields) : undefined;
  if (hops === undefined) return fields;
  return fields.map((text, index) => (index % 2 === 1 && isMaxForwards(fields[index - 1]) ? String(hops - 1) : text));
}

function maxForwards(fields: readonly string[]): number | undefined {
  for (let i = 0; i < fields.length; i += 2) {
    const value = fields[i + 1] as string;
    if (isMaxForwards(fields[i])) return /^\d{1,9}$/.test(value) ? Number(value) : undefined;
  }
  return undefined;
}

function isMaxForwards(name: string | undefined): boolean {
  return name?.length === 12 && name.toLowerCase() === "max-forwards";
}
