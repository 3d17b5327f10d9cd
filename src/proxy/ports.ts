/** What bytes are pushed through on their way to the client. */
export interface BodyPipeline {
  /** @returns false to wait for `drain` */
  write(chunk: Uint8Array): boolean;
  end(): void;
  destroy(error?: Error): void;
}

export interface BodySink {
  data(chunk: Uint8Array): boolean;
  end(): void;
  error(error: Error): void;
  drain(): void;
}

const HOP = new Set([
  "connection",
  "keep-alive",
  "proxy-connection",
  "te",
  "transfer-encoding",
  "upgrade",
  "trailer",
  "proxy-authorization",
  "expect",
]);
export function mapRequestFields(raw: readonly string[], context: { host: string; via: string }): string[] {
  const nominated = new Set<string>();
  for (let i = 0; i < raw.length; i += 2)
    if (raw[i]!.toLowerCase() === "connection")
      for (const t of raw[i + 1]!.split(",")) nominated.add(t.trim().toLowerCase());
  const out: string[] = [];
  for (let i = 0; i < raw.length; i += 2) {
    const n = raw[i]!.toLowerCase();
    if (
      HOP.has(n) ||
      n === "host" ||
      (nominated.has(n) && n !== "content-length" && n !== "cookie" && n !== "authorization")
    )
      continue;
    out.push(raw[i]!, raw[i + 1]!);
  }
  out.push("Host", context.host, "Via", context.via);
  return out;
}
export function mapResponseFields(raw: readonly string[]): string[] {
  const nominated = new Set<string>();
  for (let i = 0; i < raw.length; i += 2)
    if (raw[i]!.toLowerCase() === "connection")
      for (const t of raw[i + 1]!.split(",")) nominated.add(t.trim().toLowerCase());
  const out: string[] = [];
  for (let i = 0; i < raw.length; i += 2) {
    const n = raw[i]!.toLowerCase();
    if (HOP.has(n) || nominated.has(n)) continue;
    out.push(raw[i]!, raw[i + 1]!);
  }
  return out;
}
