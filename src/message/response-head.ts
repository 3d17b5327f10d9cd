/** undici's flat list of buffers as latin1 strings; of HTTP/2, it has an object of values and lists of values. */
export function rawFields(raw: unknown): string[] {
  if (!Array.isArray(raw)) return Object.entries(raw ?? {}).flatMap(([name, value]) => lines(name, value));
  const fields = new Array<string>(raw.length);
  for (let i = 0; i < raw.length; i++) {
    const part: Buffer | string = raw[i];
    fields[i] = typeof part === "string" ? part : part.toString("latin1");
  }
  return fields;
}

function lines(name: string, value: unknown): string[] {
  return [value].flat().flatMap((line) => [name, String(line)]);
}

/** The reason phrase; "" (which Node fills in) if the upstream's own cannot be sent. */
export function reasonPhrase(statusMessage: string | undefined): string {
  return statusMessage !== undefined && REASON_PHRASE.test(statusMessage) ? statusMessage : "";
}

const REASON_PHRASE = /^[\t\x20-\x7e\x80-\xff]*$/;
